import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonValue } from '../../json.ts';
import type { SchemaError } from '../schema/messages.ts';
import { type BodyVerdict, invalid, VALID } from './body-verdict.ts';
import { readForm } from './form.ts';
import { readJsonBody } from './json.ts';
import { compileValueJudge, type Judging } from './judge-value.ts';
import { type BodyRules, bodyRules, formEncoding, type MediaRule } from './media-rule.ts';
import { bestRange, isForm, isJson, type MediaType, parseMediaType } from './media-type.ts';
import type { ReadBody } from './read-body.ts';

/** Judges the bodies of one operation in one direction. */
export interface BodyChecker {
  readonly required: boolean;
  /** Whether the content of a body with that `Content-Type` decides, beyond its media type. */
  inspects(contentType: string | undefined): boolean;
  /** The media types of which there should be one, where that of a body is not among them. */
  mismatch(contentType: string | undefined): readonly string[] | undefined;
  check(contentType: string | undefined, body: Uint8Array): BodyVerdict;
}

interface CompiledRule {
  readonly rule: MediaRule;
  readonly range: MediaType;
  readonly judge: ((body: ReadBody, bytes: number) => BodyVerdict) | undefined;
}

/** A format that is read: which media types are of it, and how their bytes become a value. */
interface Format {
  readonly isOf: (media: MediaType, rule: MediaRule) => boolean;
  readonly read: (bytes: Uint8Array, rule: MediaRule, contentType: string, document: DefinitionDocument) => ReadBody | SchemaError;
}

const FORMATS: readonly Format[] = [
  { isOf: isJson, read: readJsonBody },
  { isOf: isForm, read: (bytes, rule) => readForm(bytes, rule.shape(), (property) => formEncoding(rule.encodingOf(property))) },
];

/** Compiles the checker for a Request Body Object or a Response Object; undefined where there is none. */
export function compileBodyChecker(judging: Judging, pointer: string, declared: JsonValue): BodyChecker | undefined {
  const rules = bodyRules(judging.document, pointer, declared);
  return rules === undefined ? undefined : checkerOf(rules, judging);
}

/** An empty body is none: it fits where a body is optional. */
function checkerOf({ required, media }: BodyRules, judging: Judging): BodyChecker {
  const compiled = (media ?? []).map((rule) => ({
    rule,
    range: rule.range,
    judge: rule.schemaPointer === undefined ? undefined : compileValueJudge(judging, rule.schemaPointer),
  }));
  const expected = compiled.map(({ rule }) => rule.name);
  const unsupported: BodyVerdict = { kind: 'unsupported-media-type', expected };
  const empty = required ? invalid({ pointer: '', message: 'is required' }) : VALID;
  const known = new Map<string, Found | undefined>();
  const find = (contentType: string): Found | undefined => {
    if (known.has(contentType)) return known.get(contentType);
    const found = findRule(contentType, compiled);
    if (known.size < MOST_REMEMBERED && contentType.length < LONGEST_REMEMBERED) known.set(contentType, found);
    return found;
  };
  return {
    required,
    inspects: (contentType) => contentType === undefined || find(contentType)?.format !== undefined,
    mismatch: (contentType) =>
      media !== undefined && (contentType === undefined || find(contentType) === undefined) ? expected : undefined,
    check: (contentType, body) => {
      if (media === undefined) return VALID;
      if (contentType === undefined) return body.length > 0 ? unsupported : empty;
      const found = find(contentType);
      if (found === undefined) return unsupported;
      const { format, rule, isUtf8 } = found;
      if (format === undefined) return VALID;
      if (!isUtf8) return unsupported;
      if (body.length === 0) return empty;
      const read = format.read(body, rule.rule, contentType, judging.document);
      if ('message' in read) return invalid(read);
      return rule.judge?.(read, body.length) ?? VALID;
    },
  };
}

const MOST_REMEMBERED = 100;
const LONGEST_REMEMBERED = 100;

interface Found {
  readonly rule: CompiledRule;
  readonly format: Format | undefined;
  readonly isUtf8: boolean;
}

function findRule(contentType: string, compiled: readonly CompiledRule[]): Found | undefined {
  const media = parseMediaType(contentType);
  const rule = media && bestRange(media, compiled);
  if (!media || !rule) return undefined;
  const isUtf8 = media.charset === undefined || media.charset === 'utf-8';
  return { rule, format: FORMATS.find(({ isOf }) => isOf(media, rule.rule)), isUtf8 };
}
