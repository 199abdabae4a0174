import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../src/json.ts';

/** A schema with values that it accepts and values that it refuses. */
export interface Sample {
  readonly schema: JsonObject;
  readonly fitting: fc.Arbitrary<JsonValue>;
  readonly broken: fc.Arbitrary<JsonValue>;
}

const NAMES = ['id', 'name', 'a/b', '~', 'constructor', 'größe', 'x y', '$ref'] as const;
const UNDECLARED = 'undeclared';

const text = (most: number) => fc.string({ unit: 'grapheme-ascii', maxLength: most });
const sample = (schema: JsonObject, fitting: fc.Arbitrary<JsonValue>, broken: fc.Arbitrary<JsonValue>): Sample => ({
  schema,
  fitting,
  broken,
});
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));

const scalars: fc.Arbitrary<Sample> = fc.oneof(
  fc
    .tuple(fc.nat(3), fc.nat(5))
    .map(([least, more]) =>
      sample(
        { type: 'string', minLength: least, maxLength: least + more },
        fc.string({ unit: fc.constantFrom('a', 'é', '\u{1F600}', '"', '\\', '\n'), minLength: least, maxLength: least + more }),
        fc.constantFrom<JsonValue>(1, null, [], 'x'.repeat(least + more + 1)),
      ),
    ),
  fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000))
    .map(([minimum, more]) =>
      sample(
        { type: 'integer', minimum, maximum: minimum + more },
        fc.integer({ min: minimum, max: minimum + more }),
        fc.constantFrom<JsonValue>(minimum - 1, minimum + more + 1, minimum + 0.5, String(minimum), true),
      ),
    ),
  fc.constantFrom(
    sample({ type: 'number' }, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom<JsonValue>('1', false, {})),
    sample({ type: 'boolean' }, fc.boolean(), fc.constantFrom<JsonValue>('true', 0, null)),
    sample({ type: ['string', 'null'] }, fc.option(text(5)), fc.constantFrom<JsonValue>(1, [])),
    sample({ enum: ['a', 1, null] }, fc.constantFrom<JsonValue>('a', 1, null), fc.constantFrom<JsonValue>('b', 2, false)),
    sample({ const: { a: [1] } }, fc.constant({ a: [1] }), fc.constantFrom<JsonValue>({ a: [2] }, { a: [1], b: 1 }, [1])),
    sample({ type: 'string', format: 'uuid' }, fc.uuid(), fc.constantFrom<JsonValue>('x', 1)),
    sample({ type: 'string', format: 'date' }, fc.constantFrom('2024-02-29', '1999-12-31'), fc.constantFrom<JsonValue>('2023-02-29', '')),
    sample({ type: 'string', format: 'ipv4' }, fc.ipV4(), fc.constantFrom<JsonValue>('1.2.3', '01.2.3.4')),
    sample(
      { type: 'string', pattern: '^[A-Z]{2}-[0-9]{3}$' },
      fc.tuple(fc.stringMatching(/^[A-Z]{2}$/), digits(3)).map(([letters, number]) => `${letters}-${number}`),
      fc.constantFrom<JsonValue>('AB-12', 'ab-123', 'AB-123\n'),
    ),
    sample(
      { type: 'integer', multipleOf: 7 },
      fc.integer({ min: -99, max: 99 }).map((n) => n * 7),
      fc.constantFrom<JsonValue>(1, 13),
    ),
  ),
);

function arrayOf(items: Sample): fc.Arbitrary<Sample> {
  return fc.tuple(fc.nat(2), fc.nat(3)).map(([minItems, more]) => {
    const list = (length: { minLength: number; maxLength: number }) => fc.array(items.fitting, length);
    return sample(
      { type: 'array', items: items.schema, minItems, maxItems: minItems + more },
      list({ minLength: minItems, maxLength: minItems + more }),
      fc.oneof(
        list({ minLength: minItems + more + 1, maxLength: minItems + more + 1 }),
        fc.tuple(list({ minLength: 0, maxLength: 2 }), items.broken).map(([before, broken]) => [...before, broken]),
        fc.constantFrom<JsonValue>({}, 'text'),
      ),
    );
  });
}

type Property = readonly [name: string, value: Sample, isRequired: boolean];

function objectOf(properties: readonly Property[], closed: JsonObject): Sample {
  const required = properties.filter(([, , isRequired]) => isRequired).map(([name]) => name);
  const fitting = fc
    .tuple(...properties.map(([, value, isRequired]) => (isRequired ? value.fitting : fc.option(value.fitting, { nil: undefined }))))
    .map((values) => objectFrom(properties.map(([name], index) => [name, values[index]])));
  const faults = properties.flatMap(([name, value, isRequired]) => [
    fc.tuple(fitting, value.broken).map(([good, broken]) => ({ ...good, [name]: broken })),
    ...(isRequired ? [fitting.map((good) => objectFrom(Object.entries(good).filter(([other]) => other !== name)))] : []),
  ]);
  const extra = fitting.map((good) => ({ ...good, [UNDECLARED]: 1 }));
  return sample(
    { type: 'object', properties: Object.fromEntries(properties.map(([name, value]) => [name, value.schema])), required, ...closed },
    fitting,
    fc.oneof(fc.constantFrom<JsonValue>([], 'text', null), extra, ...faults),
  );
}

function objectFrom(entries: readonly (readonly [string, JsonValue | undefined])[]): JsonObject {
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined));
}

function objects(values: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), values, fc.boolean()), { selector: ([name]) => name, maxLength: 4 }),
      fc.constantFrom<JsonObject>({ additionalProperties: false }, { unevaluatedProperties: false }),
    )
    .map(([properties, closed]) => objectOf(properties, closed));
}

/** Alternatives that a tag tells apart, with the discriminator that says so. */
function tagged(values: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.tuple(values, values).map(([one, other]) => {
    const alternative = (tag: string, value: Sample) =>
      objectOf(
        [
          ['kind', sample({ const: tag }, fc.constant(tag), fc.constantFrom<JsonValue>('z', 1)), true],
          ['value', value, true],
        ],
        { additionalProperties: false },
      );
    const [a, b] = [alternative('a', one), alternative('b', other)];
    return sample(
      { oneOf: [a.schema, b.schema], discriminator: { propertyName: 'kind' } },
      fc.oneof(a.fitting, b.fitting),
      fc.oneof(a.broken, b.broken),
    );
  });
}

/** What two parts say together, and nothing else. */
function composed(values: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc.tuple(values, values, fc.boolean(), fc.boolean()).map(([one, other, first, second]) => {
    const whole = objectOf(
      [
        ['one', one, first],
        ['other', other, second],
      ],
      {},
    );
    const part = (name: string, value: Sample, isRequired: boolean) => objectOf([[name, value, isRequired]], {}).schema;
    return sample(
      { allOf: [part('one', one, first), part('other', other, second)], unevaluatedProperties: false },
      whole.fitting,
      whole.broken,
    );
  });
}

/** Schemas of all kinds, so many levels deep at most. Objects say that they have no other properties. */
export function schemas(depth: number): fc.Arbitrary<Sample> {
  if (depth === 0) return scalars;
  const inner = schemas(depth - 1);
  return fc.oneof(
    { weight: 2, arbitrary: scalars },
    { weight: 2, arbitrary: inner.chain(arrayOf) },
    { weight: 4, arbitrary: objects(inner) },
    { weight: 1, arbitrary: tagged(inner) },
    { weight: 1, arbitrary: composed(inner) },
  );
}

export { objects as objectSchemas, scalars as scalarSchemas };
