import { names } from './arguments.ts';
import { collection, scalar, type Variable } from './variable.ts';

/** The response. */
export const responseVariables: readonly Variable[] = [
  scalar('RESPONSE_STATUS', (state) => (state.response === undefined ? undefined : String(state.response.status))),
  scalar('STATUS', (state) => (state.response === undefined ? undefined : String(state.response.status))),
  scalar('RESPONSE_PROTOCOL', (state) => state.response?.protocol),
  scalar('STATUS_LINE', (state) => (state.response === undefined ? undefined : `${state.response.protocol} ${state.response.status}`)),
  collection('RESPONSE_HEADERS', (state) => state.responseHeaders),
  collection('RESPONSE_HEADERS_NAMES', (state) => names(state.responseHeaders)),
  scalar('RESPONSE_CONTENT_TYPE', (state) => header(state.responseHeaders, 'content-type')?.split(';', 1)[0]?.trim()),
  scalar('RESPONSE_CONTENT_LENGTH', (state) => String(state.responseBytes)),
  scalar('RESPONSE_BODY', (state) => state.responseText),
  scalar('OUTBOUND_DATA_ERROR', (state) => (state.outboundDataError ? '1' : '0')),
];

function header(headers: readonly { key: string; value: string }[], lower: string): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === lower)?.value;
}
