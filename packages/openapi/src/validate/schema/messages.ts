import { toPointer } from '@airside/domain/text';
import type { ErrorObject } from 'ajv';

import { FINITE_QUOTIENT, FORBIDDEN, LISTED, UNIQUE_ITEMS } from './transform.ts';
import { UNEVALUATED_ITEMS } from './unevaluated-items.ts';

/** What is expected of a value, and where in it. Never holds the value. */
export interface SchemaError {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly message: string;
}

type Params = Readonly<Record<string, unknown>>;

const LONGEST_QUOTE = 200;
const LONGEST_POINTER = 300;

const MESSAGES: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) => `must be ${listed(type, ' or ')}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  [FINITE_QUOTIENT]: () => 'must be a multiple of what its schema says',
  enum: ({ allowedValues }) => `must be one of ${quote(listed(asJson(allowedValues), ', '))}`,
  const: ({ allowedValue }) => `must be ${quote(JSON.stringify(allowedValue))}`,
  [LISTED]: () => 'must be one of the values that its schema lists',
  format: ({ format }) => `must be in the format ${quote(String(format))}`,
  pattern: ({ pattern }) => `must match ${quote(String(pattern))}`,
  maximum: compare,
  minimum: compare,
  exclusiveMaximum: compare,
  exclusiveMinimum: compare,
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minLength: ({ limit }) => `must have at least ${String(limit)} characters`,
  maxItems: ({ limit }) => `must have at most ${String(limit)} items`,
  minItems: ({ limit }) => `must have at least ${String(limit)} items`,
  items: ({ limit }) => `must have at most ${String(limit)} items`,
  maxProperties: ({ limit }) => `must have at most ${String(limit)} properties`,
  minProperties: ({ limit }) => `must have at least ${String(limit)} properties`,
  required: () => 'is required',
  dependentRequired: ({ property }) => `is required where ${quote(String(property))} is present`,
  additionalProperties: () => 'is not declared here',
  unevaluatedProperties: () => 'is not declared here',
  [UNEVALUATED_ITEMS]: () => 'has an item that is not declared here',
  propertyNames: () => 'has a property name that does not fit',
  contains: ({ minContains, maxContains }) =>
    maxContains === undefined
      ? `must contain at least ${String(minContains)} matching items`
      : `must contain ${String(minContains)} to ${JSON.stringify(maxContains)} matching items`,
  anyOf: () => 'must fit at least one of the alternatives',
  oneOf: () => 'must fit exactly one of the alternatives',
  not: () => 'must not fit the schema that is excluded',
  'false schema': () => 'is not allowed here',
  discriminator: ({ tag }) => `must name one of the alternatives in ${quote(String(tag))}`,
  [FORBIDDEN.readOnly]: () => 'is read-only',
  [FORBIDDEN.writeOnly]: () => 'is write-only',
  [UNIQUE_ITEMS]: () => 'must not have two equal items',
};

/** Errors of these keywords only repeat that what was told before them is wrong. */
const ECHOES = new Set(['if', '$ref']);

/** What to tell the caller: the last error sums up those before it, which may belong to alternatives that were tried. */
export function mostTellingError(errors: readonly ErrorObject[]): SchemaError {
  const error = errors.findLast(({ keyword }) => !ECHOES.has(keyword));
  if (error === undefined) return { pointer: '', message: 'does not fit its schema' };
  const params: Params = error.params;
  const message = MESSAGES[error.keyword]?.(params) ?? 'does not fit its schema';
  const inner = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const pointer = `${error.instancePath}${typeof inner === 'string' ? toPointer([inner]) : ''}`;
  return { pointer: pointer.slice(0, LONGEST_POINTER), message };
}

function compare({ comparison, limit }: Params): string {
  return `must be ${String(comparison)} ${String(limit)}`;
}

function listed(value: unknown, separator: string): string {
  return Array.isArray(value) ? value.join(separator) : String(value);
}

function asJson(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : [];
}

function quote(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
