import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference } from '../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../json.ts';
import { isForm, isJson, parseMediaType } from '../validate/body/media-type.ts';
import { type Parameter, parametersOf } from '../validate/parameters/parameter.ts';
import { structureOf } from '../validate/parameters/structure.ts';
import { type PlainText, plainText } from './plain-text.ts';
import { isUrl } from './url.ts';

/** The items of an array, in the path of a value. */
export const ITEMS = Symbol('items');

/** Where a value of a request stands. */
export interface ValuePlace {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'json' | 'form';
  /** The parameter's name (of a header in lower case), or the names that lead to a property of a body. */
  readonly path: readonly (string | typeof ITEMS)[];
}

/** A value of a request that the definition gives a plain type. */
export interface TypedValue extends ValuePlace {
  readonly isInstance: PlainText;
}

const DEEPEST = 8;
const MOST_VALUES = 500;

/**
 * The values of an operation's requests that the definition gives a plain type: see `plainText`. A value may be here more than once, with
 * another test; then any of them will do. Left out are parameters whose value is taken apart (arrays in one text, objects, JSON), and of
 * bodies what is not JSON or an URL-encoded form, what is reached only through `anyOf` or `oneOf`, and what lies deeper than 8 levels.
 */
export function typedValues({ document }: Definition, operation: Operation): readonly TypedValue[] {
  const places = valuesOf(document, operation, (schema) => plainText(document, schema));
  return places.map(({ found, ...place }) => ({ ...place, isInstance: found }));
}

/** Where an operation's requests hold URLs, by the format that the definition gives them; the same values as above are left out. */
export function urlValues({ document }: Definition, operation: Operation): readonly ValuePlace[] {
  return valuesOf(document, operation, (schema) => (isUrl(document, schema) ? true : undefined));
}

type Judge<Found> = (schema: JsonValue | undefined) => Found | undefined;
type Judged<Found> = ValuePlace & { readonly found: Found };

function valuesOf<Found>(document: DefinitionDocument, operation: Operation, judge: Judge<Found>): readonly Judged<Found>[] {
  const parameters = parametersOf(document, operation).flatMap((parameter) => ofParameter(document, parameter, judge));
  return [...parameters, ...ofBody(document, operation, judge)].slice(0, MOST_VALUES);
}

function ofParameter<Found>(document: DefinitionDocument, parameter: Parameter, judge: Judge<Found>): readonly Judged<Found>[] {
  if (parameter.isJson || parameter.schemaPointer === undefined) return [];
  const { name, style, explode } = parameter;
  const schema = atPointer(document, parameter.schemaPointer);
  const structure = structureOf(parameter.shape);
  if (structure === 'text') return style === 'label' || style === 'matrix' ? [] : judged(judge, schema, parameter.in, [name]);
  const repeated = structure === 'list' && style === 'form' && explode && !parameter.shape.types?.has('object');
  return repeated ? judged(judge, itemsOf(document, schema), parameter.in, [name]) : [];
}

function ofBody<Found>(document: DefinitionDocument, { pointer }: Operation, judge: Judge<Found>): readonly Judged<Found>[] {
  const declared = member(atPointer(document, pointer), 'requestBody');
  const body = declared === undefined ? undefined : dereference(document, { value: declared, pointer: '' })?.value;
  return members(member(body, 'content')).flatMap(([name, object]) => {
    const media = parseMediaType(name);
    const schema = member(object, 'schema');
    if (media === undefined || schema === undefined) return [];
    if (isJson(media)) return within(document, schema, [], judge);
    return isForm(media) ? ofForm(document, schema, judge) : [];
  });
}

/** A field that may be repeated is one of its items. */
function ofForm<Found>(document: DefinitionDocument, schema: JsonValue, judge: Judge<Found>): readonly Judged<Found>[] {
  return propertiesOf(document, schema, DEEPEST).flatMap(([name, property]) => [
    ...judged(judge, property, 'form', [name]),
    ...judged(judge, itemsOf(document, property), 'form', [name]),
  ]);
}

function within<Found>(
  document: DefinitionDocument,
  schema: JsonValue,
  path: ValuePlace['path'],
  judge: Judge<Found>,
): readonly Judged<Found>[] {
  const own = judged(judge, schema, 'json', path);
  if (own.length > 0 || path.length === DEEPEST) return own;
  const item = itemsOf(document, schema);
  const inner = propertiesOf(document, schema, DEEPEST).flatMap(([name, property]) => within(document, property, [...path, name], judge));
  return (item === undefined ? inner : [...inner, ...within(document, item, [...path, ITEMS], judge)]).slice(0, MOST_VALUES);
}

function judged<Found>(
  judge: Judge<Found>,
  schema: JsonValue | undefined,
  place: ValuePlace['in'],
  path: ValuePlace['path'],
): readonly Judged<Found>[] {
  const found = judge(schema);
  return found === undefined ? [] : [{ in: place, path, found }];
}

/** The properties that a schema declares, itself or in `allOf`. */
function propertiesOf(document: DefinitionDocument, schema: JsonValue, depth: number): readonly (readonly [string, JsonValue])[] {
  const value = dereference(document, { value: schema, pointer: '' })?.value;
  if (!isObject(value) || depth === 0) return [];
  return [...members(value['properties']), ...items(value['allOf']).flatMap((part) => propertiesOf(document, part, depth - 1))];
}

function itemsOf(document: DefinitionDocument, schema: JsonValue | undefined): JsonValue | undefined {
  return schema === undefined ? undefined : member(dereference(document, { value: schema, pointer: '' })?.value, 'items');
}
