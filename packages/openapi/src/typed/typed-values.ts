import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference } from '../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../json.ts';
import { isForm, isJson, parseMediaType } from '../validate/body/media-type.ts';
import { type Parameter, parametersOf } from '../validate/parameters/parameter.ts';
import { structureOf } from '../validate/parameters/structure.ts';
import { type PlainText, plainText } from './plain-text.ts';

/** The items of an array, in the path of a value. */
export const ITEMS = Symbol('items');

/** A value of a request that the definition gives a plain type. */
export interface TypedValue {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'json' | 'form';
  /** The parameter's name (of a header in lower case), or the names that lead to a property of a body. */
  readonly path: readonly (string | typeof ITEMS)[];
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
  const parameters = parametersOf(document, operation).flatMap((parameter) => ofParameter(document, parameter));
  return [...parameters, ...ofBody(document, operation)].slice(0, MOST_VALUES);
}

function ofParameter(document: DefinitionDocument, parameter: Parameter): readonly TypedValue[] {
  if (parameter.isJson || parameter.schemaPointer === undefined) return [];
  const { name, style, explode } = parameter;
  const schema = atPointer(document, parameter.schemaPointer);
  const structure = structureOf(parameter.shape);
  if (structure === 'text') return style === 'label' || style === 'matrix' ? [] : typed(document, schema, parameter.in, [name]);
  const repeated = structure === 'list' && style === 'form' && explode && !parameter.shape.types?.has('object');
  return repeated ? typed(document, itemsOf(document, schema), parameter.in, [name]) : [];
}

function ofBody(document: DefinitionDocument, { pointer }: Operation): readonly TypedValue[] {
  const declared = member(atPointer(document, pointer), 'requestBody');
  const body = declared === undefined ? undefined : dereference(document, { value: declared, pointer: '' })?.value;
  return members(member(body, 'content')).flatMap(([name, object]) => {
    const media = parseMediaType(name);
    const schema = member(object, 'schema');
    if (media === undefined || schema === undefined) return [];
    if (isJson(media)) return within(document, schema, []);
    return isForm(media) ? ofForm(document, schema) : [];
  });
}

/** A field that may be repeated is one of its items. */
function ofForm(document: DefinitionDocument, schema: JsonValue): readonly TypedValue[] {
  return propertiesOf(document, schema, DEEPEST).flatMap(([name, property]) => [
    ...typed(document, property, 'form', [name]),
    ...typed(document, itemsOf(document, property), 'form', [name]),
  ]);
}

function within(document: DefinitionDocument, schema: JsonValue, path: TypedValue['path']): readonly TypedValue[] {
  const own = typed(document, schema, 'json', path);
  if (own.length > 0 || path.length === DEEPEST) return own;
  const item = itemsOf(document, schema);
  const inner = propertiesOf(document, schema, DEEPEST).flatMap(([name, property]) => within(document, property, [...path, name]));
  return (item === undefined ? inner : [...inner, ...within(document, item, [...path, ITEMS])]).slice(0, MOST_VALUES);
}

function typed(
  document: DefinitionDocument,
  schema: JsonValue | undefined,
  place: TypedValue['in'],
  path: TypedValue['path'],
): readonly TypedValue[] {
  const isInstance = plainText(document, schema);
  return isInstance === undefined ? [] : [{ in: place, path, isInstance }];
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
