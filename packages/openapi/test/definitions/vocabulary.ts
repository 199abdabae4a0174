import type { JsonObject } from '../../src/json.ts';

/** What the generated definitions are about: things with fields, in words, so that each habit can write them its own way. */
export interface Resource {
  readonly singular: readonly string[];
  readonly plural: readonly string[];
  readonly fields: readonly Field[];
}

export interface Field {
  readonly words: readonly string[];
  /** The schema without `title`, `nullable` and the like, which are habits. */
  readonly schema: JsonObject;
  readonly required: boolean;
}

const NOUNS = (
  'account address budget campaign carrier cart category charge claim comment company contract coupon customer delivery device discount ' +
  'document employee event folder invoice issue label ledger location member message milestone note offer order package payment payout plan ' +
  'policy product profile project quote refund region report review role schedule session shipment subscription supplier task team ticket ' +
  'transfer user vehicle vendor visit voucher warehouse webhook workspace'
).split(' ');

const FIELDS: readonly Field[] = [
  { words: ['id'], schema: { type: 'string', format: 'uuid' }, required: true },
  { words: ['display', 'name'], schema: { type: 'string', minLength: 1, maxLength: 200 }, required: true },
  { words: ['status'], schema: { type: 'string', enum: ['draft', 'active', 'paused', 'closed'] }, required: true },
  { words: ['total', 'amount'], schema: { type: 'integer', format: 'int64', minimum: 0 }, required: false },
  { words: ['exchange', 'rate'], schema: { type: 'number', format: 'double', minimum: 0, maximum: 1000 }, required: false },
  { words: ['is', 'archived'], schema: { type: 'boolean', default: false }, required: false },
  { words: ['created', 'at'], schema: { type: 'string', format: 'date-time' }, required: true },
  { words: ['due', 'date'], schema: { type: 'string', format: 'date' }, required: false },
  { words: ['contact', 'email'], schema: { type: 'string', format: 'email', maxLength: 254 }, required: false },
  { words: ['home', 'page'], schema: { type: 'string', format: 'uri' }, required: false },
  { words: ['postal', 'code'], schema: { type: 'string', pattern: '^[0-9A-Z][0-9A-Z -]{2,9}$' }, required: false },
  {
    words: ['tags'],
    schema: { type: 'array', maxItems: 50, uniqueItems: true, items: { type: 'string', maxLength: 40 } },
    required: false,
  },
  { words: ['metadata'], schema: { type: 'object', additionalProperties: { type: 'string', maxLength: 500 } }, required: false },
];

/** So many resources, the same ones each time. Neighbours have different fields. */
export function resources(count: number): readonly Resource[] {
  return Array.from({ length: count }, (_, index) => {
    const noun = NOUNS[index % NOUNS.length] ?? 'thing';
    const words = index < NOUNS.length ? [noun] : ['archived', noun];
    const last = words.at(-1) ?? noun;
    return {
      singular: words,
      plural: [...words.slice(0, -1), plural(last)],
      fields: FIELDS.filter((field, place) => field.required || (place + index) % 3 !== 0),
    };
  });
}

function plural(noun: string): string {
  if (/[^aeo]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|ch|sh|x)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

export function snake(words: readonly string[]): string {
  return words.join('_');
}

export function kebab(words: readonly string[]): string {
  return words.join('-');
}

export function pascal(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export function camel(words: readonly string[]): string {
  const name = pascal(words);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** An object with the fields of a resource, named by a habit. */
export function objectOf({ fields }: Resource, name: (words: readonly string[]) => string): JsonObject {
  return {
    type: 'object',
    required: fields.filter(({ required }) => required).map(({ words }) => name(words)),
    properties: Object.fromEntries(fields.map(({ words, schema }) => [name(words), schema])),
  };
}
