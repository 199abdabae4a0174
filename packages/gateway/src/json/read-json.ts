import { isJson, type JsonValue, parseJsonText, parseMediaType } from '@airside/openapi';

export type ReadJson = { readonly text: string; readonly value: JsonValue } | { readonly fault: string };

/** Whether a `Content-Type` says JSON (`application/json`, `+json`) in UTF-8, the one encoding of JSON between systems (RFC 8259 section 8.1). */
export function isJsonType(contentType: string | undefined): boolean {
  const media = contentType === undefined ? undefined : parseMediaType(contentType);
  return media !== undefined && isJson(media) && (media.charset === undefined || media.charset === 'utf-8');
}

/**
 * The value of a JSON body and its text, or why there is none that every reader agrees on: not UTF-8, a byte order mark, broken syntax, nested
 * deeper than 64 levels, a name that stands twice in an object, or `__proto__`.
 */
export function readJson(body: Uint8Array): ReadJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return { fault: 'must be UTF-8' };
  }
  const parsed = parseJsonText(text);
  return 'message' in parsed ? { fault: `${parsed.pointer} ${parsed.message}`.trim() } : { text, value: parsed.value };
}
