import type { Argument } from '../body/argument.ts';
import { parseGraphql, withDocuments } from '../body/graphql.ts';
import { parseJson } from '../body/json.ts';
import { type MultipartBody, parseMultipart } from '../body/multipart.ts';
import { parseUrlencoded } from '../body/urlencoded.ts';
import { parseXml } from '../body/xml.ts';
import type { Settings } from '../compile/settings.ts';
import { type Entry, lowerKey } from '../variables/entry.ts';
import { type MultipartFlag, NO_BODY, type RequestBody } from '../variables/exchange.ts';
import { header } from '../variables/request.ts';
import type { State } from '../variables/state.ts';

/** What rules can see of the content of one file. */
const MAX_FILE_CONTENT_BYTES = 1 << 20;

/**
 * Takes the body of a request apart as its processor asks for. Never throws: what cannot be read is told by the body's error. Rules see the
 * raw body (`REQUEST_BODY`) only of forms, and of bodies without a processor when they force it.
 */
export function readBody(state: State, text: string, settings: Readonly<Settings>): RequestBody {
  const base: RequestBody = { ...NO_BODY, bytes: text.length };
  const most = Math.max(0, settings.argumentsLimit - state.argsGet.length);
  if (text === '') return state.controls.requestBodyProcessor === 'GRAPHQL' ? { ...base, ...queryDocument(state, most) } : base;
  switch (state.controls.requestBodyProcessor) {
    case 'URLENCODED': {
      const parsed = parseUrlencoded(text, { arguments: most, separator: settings.argumentSeparator });
      return { ...base, text, args: entries(parsed.arguments), error: parsed.error };
    }
    case 'JSON': {
      const parsed = parseJson(text, { depth: settings.requestBodyJsonDepthLimit, arguments: most });
      return { ...base, args: entries(parsed.arguments), error: parsed.error };
    }
    case 'GRAPHQL': {
      const isJson = lowerKey(header(state, 'content-type') ?? '').includes('json');
      const parsed = parseGraphql(text, isJson, { depth: settings.requestBodyJsonDepthLimit, arguments: most });
      return { ...base, args: entries(parsed.arguments), error: parsed.error };
    }
    case 'XML': {
      const { text: content, error, ...parts } = parseXml(text, { document: settings.xmlPaths });
      return { ...base, xml: { ...parts, text: [content] }, error };
    }
    case 'MULTIPART':
      return { ...base, ...multipart(state, text, { parts: most, files: settings.uploadFileLimit }) };
    default:
      return state.controls.forceRequestBodyVariable ? { ...base, text } : base;
  }
}

/** What a document in the query of a request without a body has in its strings; the document stays in `ARGS_GET`. */
function queryDocument({ argsGet }: State, most: number): Partial<RequestBody> {
  const documents = argsGet.filter(({ key }) => key === 'query').map(({ key, value }) => ({ name: key, value }));
  const parsed = withDocuments(documents, most);
  return { args: entries(parsed.arguments.filter(({ name }) => name !== 'query')), error: parsed.error };
}

/** Arguments by the name that variables use for them. */
export function entries(found: readonly Argument[]): Entry[] {
  return found.map(({ name, value }) => ({ key: name, value }));
}

function multipart(state: State, text: string, limits: { parts: number; files: number }): Partial<RequestBody> {
  const parsed = parseMultipart(text, header(state, 'content-type') ?? '', { ...limits, fileContentBytes: MAX_FILE_CONTENT_BYTES });
  return {
    args: entries(parsed.arguments),
    files: parsed.files.map(({ name, filename, size, content }) => ({ field: name, filename, bytes: size, content })),
    partHeaders: entries(parsed.partHeaders),
    multipart: flagNames(parsed),
    error: parsed.error,
  };
}

function flagNames({ flags, isStrictError, error }: MultipartBody): ReadonlyMap<MultipartFlag, 1 | 2> {
  const named: readonly (readonly [boolean, MultipartFlag])[] = [
    [flags.boundaryQuoted, 'MULTIPART_BOUNDARY_QUOTED'],
    [flags.boundaryWhitespace, 'MULTIPART_BOUNDARY_WHITESPACE'],
    [flags.crlfLine && flags.lfLine, 'MULTIPART_CRLF_LF_LINES'],
    [flags.dataAfter, 'MULTIPART_DATA_AFTER'],
    [flags.dataBefore, 'MULTIPART_DATA_BEFORE'],
    [flags.fileLimitExceeded, 'MULTIPART_FILE_LIMIT_EXCEEDED'],
    [flags.headerFolding, 'MULTIPART_HEADER_FOLDING'],
    [flags.invalidHeaderFolding, 'MULTIPART_INVALID_HEADER_FOLDING'],
    [flags.invalidPart, 'MULTIPART_INVALID_PART'],
    [flags.invalidQuoting, 'MULTIPART_INVALID_QUOTING'],
    [flags.lfLine, 'MULTIPART_LF_LINE'],
    [flags.missingSemicolon, 'MULTIPART_MISSING_SEMICOLON'],
    [isStrictError || error !== undefined, 'MULTIPART_STRICT_ERROR'],
    [flags.unmatchedBoundary > 0, 'MULTIPART_UNMATCHED_BOUNDARY'],
  ];
  const unmatched = flags.unmatchedBoundary;
  return new Map(
    named.filter(([set]) => set).map(([, name]) => [name, name === 'MULTIPART_UNMATCHED_BOUNDARY' && unmatched === 2 ? 2 : 1]),
  );
}
