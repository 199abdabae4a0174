import { toPointer } from '@airside/domain';

import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { type JsonValue, member, members, stringMember } from '../../json.ts';
import type { Style } from '../parameters/parameter.ts';
import { type Shape, shapeOf } from '../parameters/shape.ts';
import type { Check, SchemaCompiler } from '../schema/compiler.ts';
import type { SchemaError } from '../schema/messages.ts';
import type { Violation } from '../violation.ts';
import { type FormEncoding, parseForm } from './form.ts';
import { parseJsonBytes } from './json.ts';
import { bestRange, isForm, isJson, type MediaType, parseMediaType } from './media-type.ts';

export type BodyVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'unsupported-media-type'; readonly expected: readonly string[] }
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] };

/** What a body of one media type range must fit. */
export interface MediaRule {
  readonly range: MediaType;
  /** As the definition writes it. */
  readonly name: string;
  readonly check: Check | undefined;
  readonly shape: () => Shape;
  readonly encodingOf: (property: string) => FormEncoding;
}

export interface BodyRules {
  readonly required: boolean;
  readonly media: readonly MediaRule[];
}

const VALID: BodyVerdict = { kind: 'valid' };

/** Reads a Request Body Object (OpenAPI 3.1 section 4.8.13); undefined where the operation has none. */
export function bodyRules(
  document: DefinitionDocument,
  pointer: string,
  declared: JsonValue,
  compiler: SchemaCompiler,
): BodyRules | undefined {
  const located = dereference(document, { value: declared, pointer });
  if (!located) return undefined;
  const media = members(member(located.value, 'content')).flatMap(([name, object]) => {
    const range = parseMediaType(name);
    const schema = member(object, 'schema');
    const schemaPointer = `${located.pointer}${toPointer(['content', name, 'schema'])}`;
    if (!range) return [];
    return {
      range,
      name,
      check: schema === undefined ? undefined : compiler.check(schemaPointer),
      shape: () => shapeOf(document, schema),
      encodingOf: (property: string) => encodingOf(member(member(object, 'encoding'), property)),
    };
  });
  return { required: member(located.value, 'required') === true, media };
}

function encodingOf(encoding: JsonValue | undefined): FormEncoding {
  const style =
    (['spaceDelimited', 'pipeDelimited', 'form'] satisfies Style[]).find((known) => known === stringMember(encoding, 'style')) ?? 'form';
  const explode = member(encoding, 'explode');
  return { style, explode: typeof explode === 'boolean' ? explode : style === 'form' };
}

/** Whether the content of a body with that `Content-Type` decides, beyond its media type: it is JSON or a form, or its type is missing. */
export function inspectsBody(rules: BodyRules, contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  const media = parseMediaType(contentType);
  const rule = media && bestRange(media, rules.media);
  return rule !== undefined && media !== undefined && (isJson(media) || isForm(media));
}

/**
 * Whether a body fits. The content of JSON and of forms is checked; of all other media types, multipart and XML among them, only that they
 * are declared. An empty body is none: it fits where a body is optional.
 */
export function checkBody(rules: BodyRules, contentType: string | undefined, body: Uint8Array): BodyVerdict {
  const unsupported: BodyVerdict = { kind: 'unsupported-media-type', expected: rules.media.map((rule) => rule.name) };
  if (contentType === undefined) {
    if (body.length > 0) return unsupported;
    return rules.required ? invalid({ pointer: '', message: 'is required' }) : VALID;
  }
  const media = parseMediaType(contentType);
  const rule = media && bestRange(media, rules.media);
  if (!media || !rule) return unsupported;
  if (!isJson(media) && !isForm(media)) return VALID;
  if (media.charset !== undefined && media.charset !== 'utf-8') return unsupported;
  if (body.length === 0) return rules.required ? invalid({ pointer: '', message: 'is required' }) : VALID;
  const parsed = isJson(media) ? parseJsonBytes(body) : parseForm(body, rule.shape(), rule.encodingOf);
  if ('message' in parsed) return invalid(parsed);
  const wrong = rule.check?.(parsed.value, body.length);
  return wrong ? invalid(wrong) : VALID;
}

export function invalid({ pointer, message }: SchemaError): BodyVerdict {
  return { kind: 'invalid', violations: [{ in: 'body', pointer, message }] };
}
