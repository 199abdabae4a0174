import { names } from './arguments.ts';
import { NO_ENTRIES } from './entry.ts';
import type { State } from './state.ts';
import { collection, scalar, settled, type Variable } from './variable.ts';

/** The head of the request. */
export const requestVariables: readonly Variable[] = [
  ...settled(1, [
    scalar('REQUEST_METHOD', (state) => state.request.method),
    scalar('REQUEST_PROTOCOL', (state) => state.request.protocol),
    scalar('REQUEST_LINE', (state) => state.request.line),
    scalar('REQUEST_URI', (state) => state.request.uri),
    scalar('REQUEST_URI_RAW', (state) => state.request.rawUri),
    scalar('REQUEST_FILENAME', (state) => state.request.filename),
    scalar('REQUEST_BASENAME', (state) => basename(state.request.filename)),
    scalar('PATH_INFO', (state) => state.request.filename),
    scalar('QUERY_STRING', (state) => state.request.query),
    {
      ...collection('REQUEST_HEADERS', (state) => state.requestHeaders),
      find: (state, lower) => state.requestHeadersByName.get(lower) ?? NO_ENTRIES,
    },
    collection('REQUEST_HEADERS_NAMES', (state) => names(state.requestHeaders)),
    collection('REQUEST_COOKIES', (state) => state.cookies),
    collection('REQUEST_COOKIES_NAMES', (state) => names(state.cookies)),
  ]),
  scalar('FULL_REQUEST', fullRequest),
  scalar('FULL_REQUEST_LENGTH', (state) => String(fullRequest(state).length)),
  scalar('REMOTE_USER', remoteUser),
  scalar('AUTH_TYPE', (state) => header(state, 'authorization')?.split(' ', 1)[0]),
];

/** The value of the first request header of that name (lower case). */
export function header(state: State, lower: string): string | undefined {
  return state.requestHeadersByName.get(lower)?.[0]?.value;
}

function basename(filename: string): string {
  return filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
}

function fullRequest(state: State): string {
  const headers = state.requestHeaders.map(({ key, value }) => `${key}: ${value}\n`).join('');
  return `${state.request.line}\n${headers}\n${state.body.text ?? ''}`;
}

/** The user that Basic authentication names (RFC 7617); nothing is verified. */
function remoteUser(state: State): string | undefined {
  const credentials = header(state, 'authorization');
  if (credentials === undefined || credentials.slice(0, 6).toLowerCase() !== 'basic ') return undefined;
  const [user] = Buffer.from(credentials.slice(6, 4096), 'base64').toString('latin1').split(':', 1);
  return user;
}
