import type { Rhythm } from '../calendar/rhythm.ts';
import type { Installation } from '../device/device.ts';
import type { Draw } from '../draw.ts';
import type { Account } from '../gateway/client.ts';
import type { Address } from '../network/networks.ts';

/** Somebody, or some machine, with an account of one API. */
export interface Person {
  readonly persona: Traits;
  readonly account: Account;
  readonly username: string;
  readonly draw: Draw;
  readonly country: string;
  readonly offsetHours: number;
  /** Number of the provider of household and phone. */
  readonly carrier: number;
  readonly laptop: Installation | null;
  readonly phone: Installation | null;
  readonly office: Address | null;
  /** A server of its own, for machines. */
  readonly server: Address | null;
  readonly usesVpn: boolean;
  /** Days for which a household keeps its address. */
  readonly leaseDays: number;
  readonly trips: readonly Trip[];
  readonly joinDay: number;
  /** Sessions a day, on an ordinary day. */
  readonly sessionsPerDay: number;
  /** What it saw before and may open again: ids of its own things. */
  readonly memory: string[];
}

export interface Trip {
  readonly country: string;
  readonly fromDay: number;
  readonly untilDay: number;
}

/** What is known of a kind of user before it does anything. */
export interface Traits {
  readonly name: string;
  readonly api: 'shop' | 'bank' | 'desk' | 'telemetry' | 'ledger';
  readonly role: string;
  /** Share of all users; and at least so many. */
  readonly share: number;
  readonly least: number;
  readonly rhythm: Rhythm;
  readonly sessionsPerDay: number;
  readonly devices: 'people' | 'workplace' | 'server' | 'meter';
  /** Prefix of the families of apps on phones. */
  readonly app?: string;
  /** How many of them join within 30 days, as a share of those there at the beginning. */
  readonly growth: number;
}
