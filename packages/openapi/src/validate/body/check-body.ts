import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonValue } from '../../json.ts';
import type { SchemaError } from '../schema/messages.ts';
import { type BodyVerdict, invalid, VALID } from './body-verdict.ts';
import { readForm } from './form.ts';
import { readJsonBody } from './json.ts';
import { compileItemsJudge, compileValueJudge, type Judging } from './judge-value.ts';
import { type BodyRules, bodyRules, formEncoding, type MediaRule } from './media-rule.ts';
import { bestRange, isForm, isJson, isMultipart, type MediaType, parseMediaType } from './media-type.ts';
import { readMultipart } from './multipart/read-multipart.ts';
import type { ReadBody } from './read-body.ts';
import { isSequence, readSequence } from './sequence.ts';
import { isText, readText } from './text.ts';
import { isXml, readXml } from './xml/read-xml.ts';

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
  readonly judge: Judge | undefined;
  readonly judgeItems: Judge | undefined;
}

type Judge = (body: ReadBody, bytes: number) => BodyVerdict;

/** A format that is read: which media types are of it, and how their bytes become a value. */
interface Format {
  readonly isOf: (media: MediaType, rule: MediaRule) => boolean;
  readonly read: (bytes: Uint8Array, sent: Sent) => ReadBody | SchemaError;
}

interface Sent {
  readonly rule: MediaRule;
  readonly media: MediaType;
  readonly contentType: string;
  readonly document: DefinitionDocument;
}

const FORMATS: readonly Format[] = [
  { isOf: isJson, read: readJsonBody },
  { isOf: isForm, read: (bytes, { rule }) => readForm(bytes, rule.shape(), (property) => formEncoding(rule.encodingOf(property))) },
  { isOf: isMultipart, read: (bytes, { rule, contentType, document }) => readMultipart(bytes, rule, contentType, document) },
  { isOf: isSequence, read: (bytes, { media }) => readSequence(bytes, media) },
  { isOf: isXml, read: (bytes, { rule }) => readXml(bytes, rule) },
  { isOf: isText, read: (bytes, { rule }) => readText(bytes, rule) },
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
    judgeItems: rule.itemPointer === undefined ? undefined : compileItemsJudge(judging, rule.itemPointer),
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
      const { format, rule, media: sent } = found;
      if (format === undefined) return VALID;
      if (sent.charset !== undefined && sent.charset !== 'utf-8') return unsupported;
      if (body.length === 0) return empty;
      const read = format.read(body, { rule: rule.rule, media: sent, contentType, document: judging.document });
      if ('message' in read) return invalid(read);
      const judge = format.isOf === isSequence ? rule.judgeItems : rule.judge;
      return judge?.(read, body.length) ?? VALID;
    },
  };
}

const MOST_REMEMBERED = 100;
const LONGEST_REMEMBERED = 100;

interface Found {
  readonly rule: CompiledRule;
  readonly format: Format | undefined;
  readonly media: MediaType;
}

function findRule(contentType: string, compiled: readonly CompiledRule[]): Found | undefined {
  const media = parseMediaType(contentType);
  const rule = media && bestRange(media, compiled);
  if (!media || !rule) return undefined;
  return { rule, format: FORMATS.find(({ isOf }) => isOf(media, rule.rule)), media };
}
