import { isArray, items, type JsonValue, member, stringMember } from '../../json.ts';
import { isJson, parseMediaType } from '../../validate/body/media-type.ts';
import { credentialsIn } from '../credentials.ts';
import type { Observation, ObservedMessage } from '../observation.ts';
import { splitTarget } from '../target.ts';

const MOST_HEADERS = 500;
const LONGEST_BASE64 = 4 * 1024 * 1024;

type Fields = readonly (readonly [name: string, value: string])[];

/**
 * An entry of a HAR file (HTTP Archive 1.2, section `entries`) as an observation; undefined for what is no call of HTTP. Values that tools leave out
 * or write otherwise are taken for unknown.
 */
export function fromHarEntry(entry: JsonValue): Observation | undefined {
  const [request, response] = [member(entry, 'request'), member(entry, 'response')];
  const method = stringMember(request, 'method')?.toUpperCase();
  const url = stringMember(request, 'url');
  const target = url === undefined ? undefined : splitTarget(url.replace(/^ws(s?):/i, 'http$1:'));
  const timeMs = Date.parse(stringMember(entry, 'startedDateTime') ?? '');
  if (method === undefined || !/^[A-Z]{1,20}$/.test(method) || target?.host === undefined || Number.isNaN(timeMs)) return undefined;
  const headers = fieldsOf(request);
  const status = member(response, 'status');
  return {
    timeMs,
    api: null,
    host: target.host,
    method,
    path: target.path,
    template: null,
    query: target.query,
    status: typeof status === 'number' && status >= 100 && status <= 999 ? status : null,
    isRefused: false,
    caller: null,
    credentials: headers === undefined ? undefined : credentialsIn(headers, target.query),
    request: requestMessage(member(request, 'postData'), headers, member(request, 'bodySize')),
    response: responseMessage(member(response, 'content'), fieldsOf(response)),
  };
}

/** Names in lower case; without the pseudo-header fields of HTTP/2. Undefined where there are none: no request is without any. */
function fieldsOf(message: JsonValue | undefined): Fields | undefined {
  const fields = items(member(message, 'headers'))
    .slice(0, MOST_HEADERS)
    .flatMap((field) => {
      const [name, value] = [stringMember(field, 'name')?.toLowerCase(), stringMember(field, 'value')];
      return name === undefined || value === undefined || name.startsWith(':') ? [] : [[name, value] as const];
    });
  return fields.length === 0 ? undefined : fields;
}

function requestMessage(post: JsonValue | undefined, headers: Fields | undefined, size: JsonValue | undefined): ObservedMessage {
  const body = stringMember(post, 'text') ?? formOf(member(post, 'params'));
  const bytes = body === undefined ? (typeof size === 'number' && size >= 0 ? size : undefined) : body.length;
  return { headers: withType(headers, stringMember(post, 'mimeType')), body, bytes };
}

/** Fields of a form that some tools write instead of the body; those with files have no text. */
function formOf(params: JsonValue | undefined): string | undefined {
  if (!isArray(params) || params.length === 0 || params.some((param) => member(param, 'fileName') !== undefined)) return undefined;
  return params.map((param) => `${encoded(stringMember(param, 'name'))}=${encoded(stringMember(param, 'value'))}`).join('&');
}

/** Some tools write names and values decoded, others as they were sent. */
function encoded(text = ''): string {
  return /%[0-9A-Fa-f]{2}/.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

function responseMessage(content: JsonValue | undefined, headers: Fields | undefined): ObservedMessage {
  const mediaType = stringMember(content, 'mimeType');
  const size = member(content, 'size');
  const fields = withType(headers, mediaType === '' || mediaType === 'x-unknown' ? undefined : mediaType);
  return { headers: fields, body: bodyOf(content, mediaType), bytes: typeof size === 'number' && size >= 0 ? size : undefined };
}

function bodyOf(content: JsonValue | undefined, mediaType: string | undefined): string | undefined {
  const text = stringMember(content, 'text');
  if (text === undefined || stringMember(content, 'encoding') !== 'base64') return text;
  const media = mediaType === undefined ? undefined : parseMediaType(mediaType);
  const isText = media !== undefined && (isJson(media) || media.type === 'text');
  return isText && text.length <= LONGEST_BASE64 ? Buffer.from(text, 'base64').toString('utf8') : undefined;
}

/** The header fields with the media type that stands beside the body, where no field tells it. */
function withType(headers: Fields | undefined, mediaType: string | undefined): Fields | undefined {
  if (mediaType === undefined || mediaType === '' || headers?.some(([name]) => name === 'content-type') === true) return headers;
  return [...(headers ?? []), ['content-type', mediaType]];
}
