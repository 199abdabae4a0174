import type { ObservedMessage } from '../../observe/observation.ts';
import { isForm, isJson, parseMediaType } from '../../validate/body/media-type.ts';

export type BodyKind = 'json' | 'lines' | 'form' | 'text' | 'other';

/** How a body is to be read: by its media type, else by its first character. */
export function bodyKind(headers: ObservedMessage['headers'], body: string): BodyKind {
  const written = headers?.find(([name]) => name === 'content-type')?.[1];
  const media = written === undefined ? undefined : parseMediaType(written);
  if (media === undefined) return looksLikeJson(body) ? 'json' : 'other';
  if (isJson(media)) return 'json';
  if (isForm(media)) return 'form';
  if (media.subtype === 'x-ndjson' || media.subtype === 'jsonl' || media.subtype === 'x-jsonlines' || media.subtype === 'json-seq')
    return 'lines';
  if (media.type !== 'text' && !media.subtype.endsWith('xml')) return 'other';
  return looksLikeJson(body) ? 'json' : 'text';
}

function looksLikeJson(body: string): boolean {
  const first = body.trimStart()[0];
  return first === '{' || first === '[';
}
