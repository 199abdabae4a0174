import type { Draw } from '../draw.ts';
import { FAMILIES, type Family } from './families.ts';

export type Header = readonly [string, string];

/** Client software on one machine, as of some day. */
export interface Device {
  readonly family: Family;
  readonly userAgent: string;
  readonly fingerprint: string;
  readonly headers: readonly Header[];
}

/** What somebody has: the software, and how soon its updates are taken. */
export interface Installation {
  readonly family: Family;
  readonly lagDays: number;
  readonly language: string;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  DE: 'de-DE,de;q=0.9,en;q=0.8',
  FR: 'fr-FR,fr;q=0.9,en;q=0.7',
  GB: 'en-GB,en;q=0.9',
  NL: 'nl-NL,nl;q=0.9,en;q=0.8',
  PT: 'pt-PT,pt;q=0.9,en;q=0.7',
  PL: 'pl-PL,pl;q=0.9,en;q=0.7',
  BR: 'pt-BR,pt;q=0.9,en;q=0.6',
  JP: 'ja-JP,ja;q=0.9,en;q=0.5',
};
const OTHER_LANGUAGE = 'en-US,en;q=0.9';

export function install(draw: Draw, kind: Family['kind'], country: string, prefix = ''): Installation {
  const families = FAMILIES.filter((family) => family.kind === kind && family.name.startsWith(prefix));
  const family = draw.among(families) ?? FAMILIES[0];
  if (family === undefined) throw new RangeError('expected a family of client software, found none');
  return { family, lagDays: draw.between(0, family.lagDays), language: LANGUAGES[country] ?? OTHER_LANGUAGE };
}

/** Devices are the same object for the same software, version and language, so that exchanges can share what they record of them. */
const made = new Map<string, Device>();

/** What the installation is on a day. */
export function deviceOn({ family, lagDays, language }: Installation, day: number): Device {
  const version = family.version + Math.floor(Math.max(0, day - lagDays) / family.releaseDays);
  const key = `${family.name} ${version} ${language}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const filled = (text: string): string => text.replaceAll('{v}', `${version}`).replaceAll('{lang}', language);
  const userAgent = filled(family.userAgent);
  const device: Device = {
    family,
    userAgent,
    fingerprint: family.fingerprint.replaceAll('{m}', (1000 + Math.floor(version / 4)).toString(16)),
    headers: [['user-agent', userAgent], ...family.headers.map(([name, value]) => [name, filled(value)] as const)],
  };
  made.set(key, device);
  return device;
}
