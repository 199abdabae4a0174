import { parseCookies } from '../body/cookies.ts';
import { parseVersion1Cookies } from '../body/cookies-version-1.ts';
import { parseUrlencoded } from '../body/urlencoded.ts';
import type { Settings } from '../compile/settings.ts';
import { type Entry, lowerKey } from '../variables/entry.ts';
import type { State } from '../variables/state.ts';
import { entries } from './read-body.ts';

/**
 * Derives from the head of a request its arguments, cookies and the processor of its body. What goes beyond a limit is not read in silence:
 * it makes `URLENCODED_ERROR` and, in phase 2, `REQBODY_ERROR` true.
 */
export function readHead(state: State, headers: readonly Entry[], settings: Readonly<Settings>): void {
  state.requestHeaders = headers;
  const query = parseUrlencoded(state.request.query ?? '', { arguments: settings.argumentsLimit, separator: settings.argumentSeparator });
  state.argsGet = entries(query.arguments);
  state.headError = query.error;
  const cookies: Entry[] = [];
  const parse = settings.cookieFormat === 1 ? parseVersion1Cookies : parseCookies;
  for (const { key, value } of headers) {
    if (lowerKey(key) !== 'cookie') continue;
    const parsed = parse(value, { cookies: settings.argumentsLimit, separator: settings.cookieSeparator });
    cookies.push(...entries(parsed.cookies));
    state.headError ??= parsed.error;
  }
  state.cookies = cookies;
  state.controls.requestBodyProcessor = processorOf(headers);
}

/** The processor that the Content-Type asks for; rules choose those for XML and JSON by `ctl`. */
function processorOf(headers: readonly Entry[]): string {
  const type = lowerKey(headers.find(({ key }) => lowerKey(key) === 'content-type')?.value.trimStart() ?? '');
  if (type.startsWith('application/x-www-form-urlencoded')) return 'URLENCODED';
  return type.startsWith('multipart/form-data') ? 'MULTIPART' : '';
}
