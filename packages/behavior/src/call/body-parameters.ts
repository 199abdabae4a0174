import type { RecordedMessage } from '@airside/domain';
import { isForm, isJson, isMultipart, type JsonValue, type MediaType, parseMediaType, parseXml, type XmlElement } from '@airside/openapi';

import { longerPath, ownName } from './bounded-name.ts';
import type { Parameter } from './call.ts';
import { type Field, fieldsOf } from './field-tree.ts';
import { eachLeaf } from './json-leaves.ts';
import { LIMITS } from './limits.ts';
import { eachPart } from './multipart-parts.ts';
import { eachPair } from './pairs.ts';
import { Remembered } from './remembered.ts';

type Visit = (name: string, value: string, written: Parameter['written']) => void;

/**
 * Gives every value of a recorded body to `visit`: leaves of JSON and XML with the path of names to them, fields of forms, parts of multipart forms; any
 * other text as one value without a name, as far as values go. `resource` is what the body is about. What says that it is JSON and is not is such a text.
 */
export function eachBodyValue({ headers, body }: RecordedMessage, resource: string, visit: Visit): void {
  if (body === undefined || body === '' || body.length > LIMITS.bodyCharacters) return;
  const contentType = contentTypeOf(headers);
  const media = contentType === undefined ? undefined : mediaOf(contentType);
  if (readAs(media, contentType ?? '', body, fieldsOf(resource), visit)) return;
  visit('', body.length > LIMITS.valueCharacters ? body.slice(0, LIMITS.valueCharacters) : body, 'text');
}

function readAs(media: MediaType | undefined, contentType: string, body: string, fields: Field, visit: Visit): boolean {
  if (media !== undefined && isForm(media)) {
    eachPair(body, (name, value) => visit(name, value, 'text'));
    return true;
  }
  if (media !== undefined && isMultipart(media)) return eachPart(contentType, body, visit);
  const first = firstCode(body);
  if (first === OPEN_OBJECT || first === OPEN_ARRAY || (media !== undefined && isJson(media))) return readJson(body, fields, visit);
  return first === LESS_THAN && readXml(body, visit);
}

function contentTypeOf(headers: RecordedMessage['headers']): string | undefined {
  for (let index = 0; index < headers.length; index++) if (headers[index]?.[0] === 'content-type') return headers[index]?.[1];
  return undefined;
}

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const LESS_THAN = 0x3c;

/** Null for what is none. */
const mediaTypes = new Remembered<MediaType | null>();

function mediaOf(text: string): MediaType | undefined {
  const known = mediaTypes.get(text);
  return (known === undefined ? mediaTypes.set(text, parseMediaType(text) ?? null) : known) ?? undefined;
}

function firstCode(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x20) return code;
  }
  return 0;
}

function readJson(body: string, fields: Field, visit: Visit): boolean {
  const value = parsed(body);
  if (value === undefined) return false;
  eachLeaf(value, fields, visit);
  return true;
}

/** The value of a JSON text; undefined where it is none. The parser of the platform does not recurse. */
export function parsed(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
}

function readXml(body: string, visit: Visit): boolean {
  const root = parseXml(body);
  if ('fault' in root) return false;
  let left: number = LIMITS.bodyValues;
  const walk = ({ local, attributes, elements, text }: XmlElement, above: string, depth: number): void => {
    const path = above === '' ? ownName(local) : longerPath(above, `.${ownName(local)}`);
    for (const attribute of attributes)
      if (--left > 0) visit(longerPath(path, `.@${ownName(attribute.local)}`), cut(attribute.value), 'text');
    const own = text.trim();
    if (own !== '' || elements.length === 0) visit(path, cut(own), 'text');
    if (depth < LIMITS.depth) for (const element of elements) if (--left > 0) walk(element, path, depth + 1);
  };
  walk(root, '', 0);
  return true;
}

function cut(text: string): string {
  return text.length > LIMITS.valueCharacters ? text.slice(0, LIMITS.valueCharacters) : text;
}
