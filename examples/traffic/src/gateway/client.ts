import type { Exchange } from '@airside/domain';

import type { Device } from '../device/device.ts';
import type { Address } from '../network/networks.ts';

export type Principal = NonNullable<Exchange['principal']>;

/** What proves who calls. */
export interface Credential {
  readonly principal: Principal;
  /** Infinity for keys. */
  readonly expiresMs: number;
  /** The account of the API that it speaks for. */
  readonly account: Account;
}

/** Whom an API knows. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** What it owns or belongs to: a customer id, a team, an organisation. */
  readonly owner: string;
}

/** Which attack an exchange belongs to. */
export interface Mark {
  readonly campaign: string;
  readonly form: string;
  /** Number of the run, so that two runs of one kind can be told apart. */
  readonly run: number;
}

/** Who sends: software on a machine at an address, with what it holds. */
export interface Client {
  address: Address;
  device: Device;
  credential: Credential | null;
  /** Name of the session's cookie, hashed; of APIs with cookies only. */
  cookie: string | null;
  /** Names what this client does in one go. */
  session: string;
  readonly mark: Mark | null;
}
