import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference } from '../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../json.ts';
import { isForm, isJson, parseMediaType } from '../validate/body/media-type.ts';
import { type Parameter, parametersOf } from '../validate/parameters/parameter.ts';
import { structureOf } from '../validate/parameters/structure.ts';
import { type Budget, type PlainText, plainText } from './plain-text.ts';
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
/** Schemas looked at for one operation; so deep, at worst, are the calls. */
const MOST_SCHEMAS = 1500;

/**
 * The values of an operation's requests that the definition gives a plain type: see `plainText`. A value may be here more than once, with
 * another test; then any of them will do. Left out are parameters whose value is taken apart (arrays in one text, objects, JSON), and of
 * bodies what is not JSON or an URL-encoded form, what is reached only through `anyOf` or `oneOf`, what lies deeper than 8 levels, and what
 * comes after 1,500 schemas.
 */
export function typedValues({ document }: Definition, operation: Operation): readonly TypedValue[] {
  const budget = { left: MOST_SCHEMAS };
  const places = valuesOf(document, operation, budget, (schema) => plainText(document, schema, budget));
  return places.map(({ found, ...place }) => ({ ...place, isInstance: found }));
}

/** Where an operation's requests hold URLs, by the format that the definition gives them; the same values as above are left out. */
export function urlValues({ document }: Definition, operation: Operation): readonly ValuePlace[] {
  const budget = { left: MOST_SCHEMAS };
  return valuesOf(document, operation, budget, (schema) => (isUrl(document, schema, budget) ? true : undefined));
}

type Judge<Found> = (schema: JsonValue | undefined) => Found | undefined;
interface Walk<Found> {
  readonly document: DefinitionDocument;
  readonly budget: Budget;
  readonly judge: Judge<Found>;
}

type Judged<Found> = ValuePlace & { readonly found: Found };

function valuesOf<Found>(
  document: DefinitionDocument,
  operation: Operation,
  budget: Budget,
  judge: Judge<Found>,
): readonly Judged<Found>[] {
  const walk: Walk<Found> = { document, budget, judge };
  const parameters = parametersOf(document, operation).flatMap((parameter) => ofParameter(walk, parameter));
  return [...parameters, ...ofBody(walk, operation)];
}

function ofParameter<Found>({ document, judge }: Walk<Found>, parameter: Parameter): readonly Judged<Found>[] {
  if (parameter.isJson || parameter.schemaPointer === undefined) return [];
  const { name, style, explode } = parameter;
  const schema = atPointer(document, parameter.schemaPointer);
  const structure = structureOf(parameter.shape);
  if (structure === 'text') return style === 'label' || style === 'matrix' ? [] : judged(judge, schema, parameter.in, [name]);
  const repeated = structure === 'list' && style === 'form' && explode && !parameter.shape.types?.has('object');
  return repeated ? judged(judge, itemsOf(document, schema), parameter.in, [name]) : [];
}

function ofBody<Found>(walk: Walk<Found>, { pointer }: Operation): readonly Judged<Found>[] {
  const { document } = walk;
  const declared = member(atPointer(document, pointer), 'requestBody');
  const body = declared === undefined ? undefined : dereference(document, { value: declared, pointer: '' })?.value;
  return members(member(body, 'content')).flatMap(([name, object]) => {
    const media = parseMediaType(name);
    const schema = member(object, 'schema');
    if (media === undefined || schema === undefined) return [];
    if (isJson(media)) return within(walk, schema, []);
    return isForm(media) ? ofForm(walk, schema) : [];
  });
}

/** A field that may be repeated is one of its items. */
function ofForm<Found>(walk: Walk<Found>, schema: JsonValue): readonly Judged<Found>[] {
  const { document, judge } = walk;
  return propertiesOf(walk, schema).flatMap(([name, property]) => [
    ...judged(judge, property, 'form', [name]),
    ...judged(judge, itemsOf(document, property), 'form', [name]),
  ]);
}

function within<Found>(walk: Walk<Found>, schema: JsonValue, path: ValuePlace['path']): readonly Judged<Found>[] {
  if (--walk.budget.left < 0) return [];
  const own = judged(walk.judge, schema, 'json', path);
  if (own.length > 0 || path.length === DEEPEST) return own;
  const item = itemsOf(walk.document, schema);
  const inner = propertiesOf(walk, schema).flatMap(([name, property]) => within(walk, property, [...path, name]));
  return item === undefined ? inner : [...inner, ...within(walk, item, [...path, ITEMS])];
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
function propertiesOf<Found>(walk: Walk<Found>, schema: JsonValue): readonly (readonly [string, JsonValue])[] {
  const value = dereference(walk.document, { value: schema, pointer: '' })?.value;
  if (--walk.budget.left < 0 || !isObject(value)) return [];
  return [...members(value['properties']), ...items(value['allOf']).flatMap((part) => propertiesOf(walk, part))];
}

function itemsOf(document: DefinitionDocument, schema: JsonValue | undefined): JsonValue | undefined {
  return schema === undefined ? undefined : member(dereference(document, { value: schema, pointer: '' })?.value, 'items');
}
