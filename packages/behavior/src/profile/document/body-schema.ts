import { type JsonValue, roundUp } from '@airside/openapi';

import type { OperationView } from '../operation-extent.ts';
import { type Schema, valueSchema } from './value-schema.ts';

type Field = OperationView['parameters'][number];

export interface BodyTerms {
  /** Bounds go so many times beyond what was seen. */
  readonly factor: number;
  /** Bodies that the fields were seen in. */
  readonly bodies: number;
  /** Whether fields that were not seen have no place. */
  readonly isClosed: boolean;
}

/** Names as data, such as ids: any name. */
const ANY = '*';
const LEAST_ITEMS = 10;

interface Node {
  readonly fields: Map<string, Node>;
  items: Node | undefined;
  /** Values that stood here. */
  value: Field | undefined;
  /** In how many bodies there was anything here, at least. */
  requests: number;
  /** Most values in one body, here and below. */
  times: number;
}

/** The schema of JSON bodies, of the names of their leaves: `items[].price`. */
export function bodySchema(fields: readonly Field[], terms: BodyTerms): Schema {
  const root = emptyNode();
  for (const field of fields) place(root, field);
  return schemaOf(root, '', terms, true);
}

/** The schema of forms, whose fields have no parts. */
export function formSchema(fields: readonly Field[], { factor, bodies, isClosed }: BodyTerms): Schema {
  const required = fields.filter(({ requests }) => requests >= bodies).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [field.name, several(valueSchema(field.name, field, factor), field.times, factor)]),
    ),
    ...(required.length > 0 && { required }),
    ...(isClosed && { additionalProperties: false }),
  };
}

/** A list, where one request has several values. */
export function several(schema: Schema, times: number, factor: number): Schema {
  return times <= 1 ? schema : { type: 'array', items: schema, maxItems: most(times, factor) };
}

function most(times: number, factor: number): number {
  return Math.max(LEAST_ITEMS, roundUp(times * factor));
}

function emptyNode(): Node {
  return { fields: new Map(), items: undefined, value: undefined, requests: 0, times: 0 };
}

function place(root: Node, field: Field): void {
  let node = root;
  const pass = (next: Node): void => {
    node = next;
    node.requests = Math.max(node.requests, field.requests);
    node.times = Math.max(node.times, field.times);
  };
  pass(root);
  for (const part of field.name.split('.')) {
    const name = part.replaceAll('[]', '');
    if (name !== '') {
      const known = node.fields.get(name) ?? emptyNode();
      node.fields.set(name, known);
      pass(known);
    }
    for (let list = part.indexOf('[]'); list !== -1; list = part.indexOf('[]', list + 2)) {
      node.items ??= emptyNode();
      pass(node.items);
    }
  }
  node.value = field;
}

/** `isSure`: whether it is known of each body whether there is something here, which it is not within lists. */
function schemaOf(node: Node, name: string, terms: BodyTerms, isSure: boolean): Schema {
  const { fields, items, value } = node;
  const own = value === undefined ? undefined : valueSchema(name, value, terms.factor);
  if (fields.size === 0 && items === undefined) return own ?? {};
  const types = [...(fields.size > 0 ? ['object'] : []), ...(items === undefined ? [] : ['array']), ...typesOf(own)];
  const { type: _type, ...bounds } = own ?? {};
  return {
    type: types.length === 1 ? (types[0] ?? 'object') : types,
    ...(fields.size > 0 && objectBounds(node, terms, isSure)),
    ...(items !== undefined && { items: schemaOf(items, name, terms, false), maxItems: most(items.times, terms.factor) }),
    // A list of values says nothing of objects beside them.
    ...(!Object.hasOwn(bounds, 'enum') && bounds),
  };
}

function objectBounds({ fields }: Node, terms: BodyTerms, isSure: boolean): Schema {
  const named = [...fields].filter(([name]) => name !== ANY).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const any = fields.get(ANY);
  const required = isSure ? named.filter(([, { requests }]) => requests >= terms.bodies).map(([name]) => name) : [];
  return {
    properties: Object.fromEntries(named.map(([name, node]) => [name, schemaOf(node, name, terms, isSure)])),
    ...(required.length > 0 && { required }),
    ...(any !== undefined ? { additionalProperties: schemaOf(any, '', terms, false) } : terms.isClosed && { additionalProperties: false }),
  };
}

function typesOf(schema: Schema | undefined): readonly string[] {
  const type: JsonValue | undefined = schema?.['type'];
  return typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : [];
}
