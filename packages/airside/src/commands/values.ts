import { isIP } from 'node:net';

import { type Allowance, INDICATOR_IDS, LONGEST_ORDER_MS, SUBJECT_KINDS, type Subject, subjectOf, suggest } from '@airside/domain';
import { InvalidArgumentError } from 'commander';

/** An address to listen on, as `gateway.listen` takes it. */
export function hostAndPort(text: string): string {
  const port = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text)?.[1];
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('expected HOST:PORT such as 127.0.0.1:8080 or [::1]:8443.');
  return text;
}

/** The origin of a server. */
export function serverUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new InvalidArgumentError('expected a server such as http://127.0.0.1:8080, without path, query or user.');
  return url;
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** A status code, or a class of them such as `4xx`. */
export function status(text: string): number | string {
  if (/^[1-5]xx$/.test(text)) return text;
  if (/^[1-5]\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a status such as 429, or a class such as 4xx.');
}

/** The name of an indicator of the behaviour engine. */
export function indicator(text: string): string {
  if (INDICATOR_IDS.some((id) => id === text)) return text;
  const near = suggest(text, INDICATOR_IDS);
  throw new InvalidArgumentError(near === undefined ? 'there is no such indicator.' : `there is no such indicator: did you mean ${near}?`);
}

const MILLISECONDS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 } as const;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** How long, such as `15m`; yields milliseconds. */
export function span(text: string): number {
  const written = /^(\d{1,5})([smhd])$/.exec(text);
  if (written === null) throw new InvalidArgumentError('expected a time span such as 30s, 15m, 2h, 7d.');
  return Number(written[1]) * MILLISECONDS[written[2] as 's'];
}

/** How long something is to last: a second at least, and a year at most; yields milliseconds. */
export function lasting(text: string): number {
  const ms = span(text);
  if (ms > 0 && ms <= LONGEST_ORDER_MS) return ms;
  throw new InvalidArgumentError(`expected a time span from 1s to ${LONGEST_ORDER_MS / MILLISECONDS.d}d.`);
}

/** A time (RFC 3339), or how long ago; yields RFC 3339 in UTC. */
export function time(text: string): string {
  const ago = /^(\d{1,5})([smhd])$/.exec(text);
  const instant =
    ago === null ? (RFC_3339.test(text) ? Date.parse(text) : Number.NaN) : Date.now() - Number(ago[1]) * MILLISECONDS[ago[2] as 's'];
  if (Number.isNaN(instant)) throw new InvalidArgumentError('expected a time such as 2026-11-21T20:00:00Z, or so long ago as 15m, 2h, 7d.');
  return new Date(instant).toISOString();
}

/** So many requests within a time, such as `600/1m`. */
export function allowance(text: string): Allowance {
  const written = /^(\d{1,9})\/(\d{1,5}[smhd])$/.exec(text);
  if (written === null) throw new InvalidArgumentError('expected requests within a time such as 600/1m or 100000/30d.');
  return { requests: Number(written[1]), windowMs: span(written[2] ?? '') };
}

/** A time to come: a date (its beginning in UTC), RFC 3339, or so long from now; yields milliseconds since 1970. */
export function expiry(text: string): number {
  const fromNow = /^\d{1,5}[smhd]$/.test(text);
  const written = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const instant = fromNow ? Date.now() + span(text) : RFC_3339.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(instant))
    throw new InvalidArgumentError('expected a date such as 2027-01-31, a time such as 2027-01-31T12:00:00Z, or so long from now as 90d.');
  return instant;
}

/** A method and a request target: `GET /orders/7`. */
export function requestLine(text: string): { readonly method: string; readonly target: string } {
  const [, method, target] = /^([A-Z]{1,20}) (\/\S*)$/.exec(text) ?? [];
  if (method === undefined || target === undefined) throw new InvalidArgumentError("expected method and path such as 'GET /orders/7'.");
  return { method, target };
}

/** A header field, added to those before it: names and values, alternating. */
export function headerField(text: string, earlier: readonly string[]): readonly string[] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('expected NAME:VALUE.');
  return [...earlier, name, value];
}

/** A claim, added to those before it. The value is JSON where it can be read as such, else text. */
export function claim(text: string, earlier: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('expected NAME=VALUE.');
  return [...earlier, [text.slice(0, equals), jsonOrText(text.slice(equals + 1))]];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An IP address. */
export function ipAddress(text: string): string {
  if (isIP(text) === 0) throw new InvalidArgumentError('expected an address such as 192.0.2.1 or 2001:db8::1.');
  return text;
}

/** A time (RFC 3339); yields milliseconds since 1970. */
export function instant(text: string): number {
  const time = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('expected a time such as 2026-11-21T20:00:00Z.');
  return time;
}

/** A share of something, 0 to 1. */
export function share(text: string): number {
  const value = /^[01](\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 1)) throw new InvalidArgumentError('expected a number from 0 to 1, such as 0.9.');
  return value;
}

/** −log10 of a probability. */
export function surprise(text: string): number {
  const value = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('expected a number such as 3, which one honest request in 10^3 reaches.');
  return value;
}

/** A path before all others of an API; yields it without a slash at its end. */
export function basePath(text: string): string {
  if (!/^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]{1,100}){1,10}\/?$/.test(text)) throw new InvalidArgumentError('expected a path such as /v1.');
  return text.replace(/\/$/, '');
}

/** A label and what it has to be, added to those before it. */
export function matcher(text: string, earlier: readonly { readonly label: string; readonly value: string }[]) {
  const equals = text.indexOf('=');
  const [label, value] = [text.slice(0, equals), text.slice(equals + 1)];
  if (equals < 1 || !/^[A-Za-z][A-Za-z0-9._-]{0,63}$/.test(label) || value === '' || value.length > 300)
    throw new InvalidArgumentError('expected LABEL=VALUE such as api=orders or rule=slow-*.');
  return [...earlier, { label, value }];
}

/** A name of a caller, such as `user:acme`; an address may stand alone. */
export function subject(text: string): Subject {
  const found = subjectOf(isIP(text) === 0 ? text : `address:${text}`);
  if (found === undefined)
    throw new InvalidArgumentError(`expected a name such as address:192.0.2.1 or user:acme; kinds are ${SUBJECT_KINDS.join(', ')}.`);
  return found;
}
