import { parseCookies } from '../body/cookies.ts';
import { parseVersion1Cookies } from '../body/cookies-version-1.ts';
import { parseUrlencoded } from '../body/urlencoded.ts';
import type { Settings } from '../compile/settings.ts';
import { type Entry, lowerKey, NO_ENTRIES } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import { entries } from './read-body.ts';

/**
 * Derives from the head of a request its arguments, cookies and the processor of its body. What goes beyond a limit is not read in silence:
 * it makes `URLENCODED_ERROR` and, in phase 2, `REQBODY_ERROR` true.
 */
export function readHead(state: State, headers: Entry[], settings: Readonly<Settings>): void {
  state.requestHeadersByName = byName(headers);
  const query = parseUrlencoded(state.request.query ?? '', { arguments: settings.argumentsLimit, separator: settings.argumentSeparator });
  state.argsGet = entries(query.arguments);
  state.headError = query.error;
  const cookies: Entry[] = [];
  const parse = settings.cookieFormat === 1 ? parseVersion1Cookies : parseCookies;
  for (const { value } of state.requestHeadersByName.get('cookie') ?? NO_ENTRIES) {
    const parsed = parse(value, { cookies: settings.argumentsLimit, separator: settings.cookieSeparator });
    cookies.push(...entries(parsed.cookies));
    state.headError ??= parsed.error;
  }
  state.cookies = cookies;
  state.controls.requestBodyProcessor = processorOf(state.requestHeadersByName.get('content-type')?.[0]?.value ?? '');
}

/** The processor that the Content-Type asks for; rules choose those for XML and JSON by `ctl`. */
function processorOf(contentType: string): string {
  const type = lowerKey(contentType.trimStart());
  if (type.startsWith('application/x-www-form-urlencoded')) return 'URLENCODED';
  return type.startsWith('multipart/form-data') ? 'MULTIPART' : '';
}

/** Fields whose values clients send again and again. */
const RECURRING = new Set([
  ...['accept', 'accept-charset', 'accept-encoding', 'accept-language', 'connection', 'content-type', 'host', 'user-agent'],
]);

/** By name in lower case. Marks entries whose values recur. */
function byName(headers: Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const [index, read] of headers.entries()) {
    const name = lowerKey(read.key);
    const entry: Entry = RECURRING.has(name) ? { ...read, recurs: true } : read;
    headers[index] = entry;
    const same = found.get(name);
    if (same === undefined) found.set(name, [entry]);
    else same.push(entry);
  }
  return found;
}
