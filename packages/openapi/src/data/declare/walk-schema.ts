import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isObject, items, type JsonObject, type JsonValue, member, members, stringMember } from '../../json.ts';
import type { Classifier } from '../inventory/classifier.ts';
import type { Endpoint } from '../inventory/endpoint.ts';
import type { Field } from '../inventory/field.ts';
import type { ClassIndex } from '../judge/class-index.ts';
import type { NameEvidence } from '../names/name-index.ts';

export interface SchemaWalk {
  readonly document: DefinitionDocument;
  readonly endpoint: Endpoint;
  readonly index: ClassIndex;
  readonly classifier: Classifier;
}

/** A schema with the field that it is about: one of that name below the parent, or the parent itself. */
export interface DeclaredField {
  readonly name: string | undefined;
  readonly schema: JsonValue;
  readonly parent: Field;
  /** What may hold examples beside the schema: a parameter. */
  readonly beside: JsonValue | undefined;
}

interface Step extends DeclaredField {
  /** The schemas that this one stands within: one that stands within itself is not gone into again. */
  readonly within: readonly JsonObject[];
}

const NO_TEXT: ReadonlySet<unknown> = new Set(['boolean', 'object', 'array']);
const DEEPEST = 16;
const MOST_SCHEMAS = 5000;

/** Formats of JSON Schema and OpenAPI that say what a value is. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['email', 'email'],
  ['idn-email', 'email'],
  ['ipv4', 'ip-address'],
  ['ipv6', 'ip-address'],
  ['password', 'password'],
  ['phone', 'phone'],
]);

/** Makes fields of a schema's properties, and looks at the examples that are given for them. At most 5,000 schemas, 16 levels deep. */
export function walkSchema(declared: DeclaredField, walk: SchemaWalk): void {
  const steps: Step[] = [{ ...declared, within: [] }];
  for (let count = 0, step = steps.pop(); step !== undefined && count < MOST_SCHEMAS; count++, step = steps.pop()) {
    const schema = dereference(walk.document, { value: step.schema, pointer: '' })?.value;
    if (schema === undefined) continue;
    const field = fieldOf(step, schema, walk);
    if (field === undefined) continue;
    for (const text of examplesOf(schema, step.beside)) walk.classifier.value(field, text);
    if (!isObject(schema)) continue;
    // A truth value, an object and a list are none of what their names speak of; what stands in them may be.
    if (NO_TEXT.has(schema['type']) || isObject(schema['properties']) || isObject(schema['items'])) field.values++;
    if (step.within.includes(schema) || step.within.length >= DEEPEST) continue;
    steps.push(...below(schema, field, [...step.within, schema]).toReversed());
  }
}

function fieldOf({ name, parent }: Step, schema: JsonValue, { endpoint, index }: SchemaWalk): Field | undefined {
  if (name === undefined) return parent;
  const id = FORMATS.get(stringMember(schema, 'format') ?? '');
  const dataClass = id === undefined ? undefined : index.classes.find((candidate) => candidate.id === id);
  const also: readonly NameEvidence[] = dataClass === undefined ? [] : [{ dataClass, strength: 'strong' }];
  const make = (above: Field, own: string): Field | undefined => endpoint.makeNamed(above, own, also);
  return name === '[]' ? parent.items(make) : parent.child(name, make);
}

function below(schema: JsonObject, field: Field, within: readonly JsonObject[]): readonly Step[] {
  const step = (name: string | undefined, inner: JsonValue): Step => ({ name, schema: inner, parent: field, beside: undefined, within });
  const listed = (keyword: string): readonly Step[] => items(schema[keyword]).map((inner) => step(undefined, inner));
  const itemsOf = schema['items'];
  return [
    ...members(schema['properties']).map(([name, inner]) => step(name, inner)),
    ...(isObject(itemsOf) ? [step('[]', itemsOf)] : []),
    ...listed('allOf'),
    ...listed('anyOf'),
    ...listed('oneOf'),
  ];
}

/** The texts and numbers that are given as examples, values, or the default. */
function examplesOf(schema: JsonValue, beside: JsonValue | undefined): readonly string[] {
  const named = members(member(beside, 'examples')).map(([, example]) => member(example, 'value'));
  const given = [
    member(beside, 'example'),
    ...named,
    member(schema, 'example'),
    ...items(member(schema, 'examples')),
    ...items(member(schema, 'enum')),
  ];
  return given.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []));
}
