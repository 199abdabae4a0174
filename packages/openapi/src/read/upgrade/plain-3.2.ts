import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, type JsonObject, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parsePointer, toFragment } from '../../pointer.ts';
import { parseMediaType } from '../../validate/body/media-type.ts';
import { isSequenceType } from '../../validate/body/sequence.ts';
import type { Report } from '../finding.ts';
import { type Kind, type Trail, toTokens, walk } from '../shapes.ts';
import { check32 } from './check-3.2.ts';

type Draft = Record<string, JsonValue>;

interface Found {
  readonly kind: Kind;
  readonly object: JsonObject;
  readonly trail: Trail | undefined;
}

/**
 * A document of OpenAPI 3.2 in which what 3.2 can say in new ways is said as in 3.1, in place. What is left of 3.2 are operations by other
 * methods and annotations. Reports what the gateway cannot look into. Throws where references multiply beyond all bounds.
 */
export function plain32(document: DefinitionDocument, report: Report): DefinitionDocument {
  check32(document, report);
  const found: Found[] = [];
  walk(document, (kind, object, trail) => {
    if (kind === 'mediaType' || kind === 'parameter' || kind === 'requestBody') found.push({ kind, object, trail });
  });
  let room = MOST_COPIED;
  for (const { kind, object } of found) {
    if (kind === 'mediaType') room -= placeMediaType(document, object);
    if (room < 0) throw new Error('media types that are referred to come to too much');
  }
  for (const { kind, object, trail } of found) {
    if (kind === 'parameter') plainQueryString(object, trail, report);
    else if (kind === 'requestBody') tellOfItems(object, trail, report);
  }
  return document;
}

/** Characters of JSON that references to media types may come to. */
const MOST_COPIED = 16_000_000;
/** Members of a Media Type Object whose values are schemas. */
const SCHEMAS: readonly string[] = ['schema', 'itemSchema'];
const EXAMPLES: readonly string[] = ['example', 'examples'];

/**
 * A media type that is referred to (OpenAPI 3.2 section 4.14) takes the place of the reference. Its schemas stay where they are and are
 * referred to, so that they do not multiply; its examples are left out. Yields the characters of what was copied.
 */
function placeMediaType(document: DefinitionDocument, media: Draft): number {
  const reference = stringMember(media, '$ref');
  const target = reference === undefined ? undefined : dereference(document, { value: media, pointer: '' });
  if (target === undefined) return 0;
  delete media['$ref'];
  let copied = 0;
  for (const [name, value] of members(target.value)) {
    if (EXAMPLES.includes(name)) continue;
    const text = SCHEMAS.includes(name) ? undefined : JSON.stringify(value);
    copied += text?.length ?? 0;
    media[name] =
      text === undefined ? { $ref: toFragment([...(parsePointer(target.pointer) ?? []), name]) } : (JSON.parse(text) as JsonValue);
  }
  return copied;
}

const FORM = 'application/x-www-form-urlencoded';

/** A query string that is a form as a whole (section 4.12.1) is an exploded object of 3.1: its properties are the parameters. */
function plainQueryString(parameter: Draft, trail: Trail | undefined, report: Report): void {
  if (parameter['in'] !== 'querystring') return;
  const [media, ...more] = members(parameter['content']);
  const schema = member(media?.[1], 'schema');
  const tokens = toTokens(trail);
  if (media === undefined || more.length > 0 || parameter['schema'] !== undefined) {
    report({
      severity: 'error',
      tokens,
      message: 'a parameter that is the whole query string has not exactly one media type',
      expected: '`content` with one media type, and no `schema`',
    });
  } else if (media[0] !== FORM || schema === undefined || members(member(media[1], 'encoding')).length > 0) {
    report({
      severity: 'error',
      tokens,
      message: 'a parameter that is the whole query string cannot be checked',
      expected: `\`content\` with ${FORM}, a schema and no \`encoding\``,
      found: media[0],
      hint: 'Declare the parameters of the query one by one with `in: query`.',
    });
  } else {
    delete parameter['content'];
    parameter['in'] = 'query';
    parameter['style'] = 'form';
    parameter['explode'] = true;
    parameter['schema'] = schema;
  }
}

/** What a stream of items holds (section 4.14.3) is looked into where it is a sequence of JSON: any other passes by its media type alone. */
function tellOfItems(body: JsonObject, trail: Trail | undefined, report: Report): void {
  for (const [type, media] of members(member(body, 'content'))) {
    const range = parseMediaType(type);
    const ways = range !== undefined && isSequenceType(range) ? [] : ['itemSchema', 'prefixEncoding', 'itemEncoding'];
    const unchecked = ways.find((name) => member(media, name) !== undefined);
    if (!isObject(media) || unchecked === undefined) continue;
    report({
      severity: 'warning',
      tokens: [...toTokens(trail), 'content', type, unchecked],
      message: 'the items of a body are not checked',
      expected: 'a `schema` for the whole body, where its content is to be checked',
      found: `\`${unchecked}\` of ${type}`,
    });
  }
}
