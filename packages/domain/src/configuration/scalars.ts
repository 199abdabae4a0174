import { z } from 'zod';

import { isNetwork } from '../address-list.ts';

const BYTE_UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;
const DURATION_UNITS_MS = { ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3 } as const;

/** A number of bytes: `512B`, `64KiB`, `10MB`. Yields bytes. */
export function byteSize(): z.ZodType<number, string> {
  return quantity('size', BYTE_UNITS, 'a size with its unit, such as 512B, 64KiB or 10MB');
}

/** A span of time: `250ms`, `30s`, `5m`, `12h`, `7d`. Yields milliseconds. */
export function duration(): z.ZodType<number, string> {
  return quantity('duration', DURATION_UNITS_MS, 'a duration with its unit, such as 250ms, 30s, 5m, 12h or 7d');
}

function quantity(name: string, units: Readonly<Record<string, number>>, expected: string): z.ZodType<number, string> {
  const pattern = new RegExp(`^(\\d{1,9})(${Object.keys(units).join('|')})$`);
  return z
    .string({ error: `expected ${expected}` })
    .regex(pattern, { error: `expected ${expected}` })
    .meta({ 'x-type': name })
    .transform((text) => {
      const [, count = '0', unit = ''] = pattern.exec(text) ?? [];
      return Number(count) * (units[unit] ?? 1);
    });
}

/** A name used as a key: starts with a letter or digit, then letters, digits, `.`, `_`, `-`; at most 64 characters. */
export function identifier(): z.ZodString {
  return z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'expected a name of letters, digits, ".", "_" or "-", at most 64 characters' })
    .meta({ 'x-type': 'name' });
}

/** An IP address or a network in CIDR form. */
export function network(): z.ZodType<string, string> {
  return z
    .string()
    .refine(isNetwork, { error: 'expected an address or a network such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32' })
    .meta({ 'x-type': 'address or network' });
}

/** An origin-form URL of an HTTP server: scheme, host, optional port and path; no user, query or fragment. */
export function httpUrl(): z.ZodType<string, string> {
  return z
    .string()
    .refine(isHttpUrl, { error: 'expected a URL such as http://127.0.0.1:3000, without user name, query or fragment' })
    .meta({ 'x-type': 'URL' });
}

/** Where something is sent to: an https URL, or http on a loopback address; no user name, no fragment. */
export function remoteUrl(): z.ZodType<string, string> {
  return z.string().max(2000).refine(isRemoteUrl, { error: EXPECTED_REMOTE_URL }).meta({ 'x-type': 'URL' });
}

export const EXPECTED_REMOTE_URL = 'expected an https URL, or http on a loopback address, without user name and fragment';

export function isRemoteUrl(text: string): boolean {
  if (!/^https?:\/\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url.hostname);
}

function isHttpUrl(text: string): boolean {
  // The URL parser drops line breaks and tabs and mends much else: what it would have to mend is not a URL.
  if (!/^https?:\/\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
