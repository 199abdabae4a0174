import { names } from './arguments.ts';
import type { MultipartFlag } from './exchange.ts';
import type { State } from './state.ts';
import { collection, scalar, settled, type Variable } from './variable.ts';

const MULTIPART_FLAGS: readonly MultipartFlag[] = [
  'MULTIPART_BOUNDARY_QUOTED',
  'MULTIPART_BOUNDARY_WHITESPACE',
  'MULTIPART_CRLF_LF_LINES',
  'MULTIPART_DATA_AFTER',
  'MULTIPART_DATA_BEFORE',
  'MULTIPART_FILE_LIMIT_EXCEEDED',
  'MULTIPART_HEADER_FOLDING',
  'MULTIPART_INVALID_HEADER_FOLDING',
  'MULTIPART_INVALID_PART',
  'MULTIPART_INVALID_QUOTING',
  'MULTIPART_LF_LINE',
  'MULTIPART_MISSING_SEMICOLON',
  'MULTIPART_STRICT_ERROR',
  'MULTIPART_UNMATCHED_BOUNDARY',
];

/** The body of the request and what its processor found in it. */
export const bodyVariables: readonly Variable[] = [
  ...settled(2, [
    scalar('REQUEST_BODY', (state) => state.body.text),
    scalar('REQUEST_BODY_LENGTH', (state) => String(state.body.bytes)),
    collection('FILES', (state) => state.body.files.map(({ field, filename }) => ({ key: field, value: filename }))),
    collection('FILES_NAMES', (state) => state.body.files.map(({ field }) => ({ key: field, value: field }))),
    collection('FILES_SIZES', (state) => state.body.files.map(({ field, bytes }) => ({ key: field, value: String(bytes) }))),
    collection('FILES_TMP_CONTENT', (state) => state.body.files.map(({ field, content }) => ({ key: field, value: content }))),
    collection('MULTIPART_FILENAME', (state) => state.body.files.map(({ field, filename }) => ({ key: field, value: filename }))),
    collection('MULTIPART_NAME', (state) => names(state.body.files.map(({ field }) => ({ key: field, value: field })))),
    collection('MULTIPART_PART_HEADERS', (state) => state.body.partHeaders),
  ]),
  scalar('REQBODY_PROCESSOR', (state) => state.controls.requestBodyProcessor, { volatile: true }),
  scalar('REQBODY_ERROR', (state) => flag(problem(state) !== undefined)),
  scalar('REQBODY_ERROR_MSG', (state) => problem(state) ?? ''),
  scalar('REQBODY_PROCESSOR_ERROR', (state) => flag(problem(state) !== undefined)),
  scalar('REQBODY_PROCESSOR_ERROR_MSG', (state) => problem(state) ?? ''),
  scalar('URLENCODED_ERROR', (state) => flag(state.headError !== undefined)),
  scalar('INBOUND_DATA_ERROR', (state) => flag(state.inboundDataError)),
  scalar('FILES_COMBINED_SIZE', (state) => String(state.body.files.reduce((sum, { bytes }) => sum + bytes, 0))),
  scalar('MULTIPART_SEMICOLON_MISSING', (state) => String(state.body.multipart.get('MULTIPART_MISSING_SEMICOLON') ?? 0)),
  ...MULTIPART_FLAGS.map((name) => scalar(name, (state: State) => String(state.body.multipart.get(name) ?? 0))),
];

/** What could not be read of the request; a head that was cut off counts, because nobody looked at the rest. */
function problem(state: State): string | undefined {
  return state.body.error ?? state.headError;
}

function flag(value: boolean): string {
  return value ? '1' : '0';
}
