import { buildDefinition, compileRequestValidator, type DefinitionDocument } from '@airside/openapi';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Parameter } from '../call/call.ts';
import { callOf, type MadeCall } from '../testing/call.ts';
import { learningOf } from '../testing/watch.ts';
import { profileDocument } from './document/profile-document.ts';
import { ProfileLearner } from './profile-learner.ts';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const TERMS = { leastRequests: 100, factor: 2 };

const query = (name: string, value: string): Parameter => ({ place: 'query', name, value, written: 'text' });
const body = (name: string, value: string, written: Parameter['written'] = 'text'): Parameter => ({ place: 'body', name, value, written });

/** What is learned of so many calls by so many users, one a minute. */
function learned(calls: number, users: number, call: (index: number) => Partial<MadeCall>, startMs = START): ProfileLearner {
  const learner = new ProfileLearner(learningOf());
  for (let index = 0; index < calls; index++) learn(learner, startMs + index * MINUTE, index % users, call(index));
  return learner;
}

function learn(learner: ProfileLearner, timeMs: number, user: number, call: Partial<MadeCall>): void {
  const made = callOf({ timeMs, user: `user-${user}`, operation: 'GET /orders', ...call });
  const request = { headers: [['content-type', 'application/json']] as [string, string][], body: '{}' };
  const withBody = made.exchange.method === 'POST' ? { ...made, exchange: { ...made.exchange, requestBytes: 100, request } } : made;
  learner.learn(withBody);
}

interface Operation {
  readonly [name: string]: unknown;
  readonly parameters: readonly { readonly name: string; readonly required: boolean; readonly schema: Readonly<Record<string, unknown>> }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
}

function operationOf(learner: ProfileLearner, path = '/orders', method = 'get'): Operation | undefined {
  const paths = profileDocument('shop', learner.learned(), TERMS)['paths'] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  return paths[path]?.[method];
}

const schemaOf = (learner: ProfileLearner, name = 'x') => operationOf(learner)?.parameters.find((each) => each.name === name)?.schema;

describe('values of a parameter are told', () => {
  const cases: Readonly<Record<string, readonly [(index: number) => string, object]>> = {
    'as whole numbers with headroom': [(index) => String(index % 40), { type: 'integer', minimum: 0, maximum: 100 }],
    'as numbers that may be negative': [(index) => `${(index % 40) - 20}.5`, { type: 'number', minimum: -50, maximum: 50 }],
    'as UUIDs': [(index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, { type: 'string', format: 'uuid' }],
    'as dates': [(index) => `2026-01-${String(10 + (index % 20))}`, { type: 'string', format: 'date' }],
    'as true and false': [(index) => String(index % 2 === 0), { type: 'boolean' }],
    'by length and characters': [
      (index) => `Ref-${index}`,
      { type: 'string', minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9\\-\\._~]*$' },
    ],
    'by length alone where they are prose': [
      (index) => `Strasse Nr. ${index}, Tür “${index}”`,
      { type: 'string', minLength: 1, maxLength: 100 },
    ],
    'by length where numbers are too long to be exact': [
      (index) => `4${'0'.repeat(18)}${index % 10}`,
      { type: 'string', minLength: 1, maxLength: 50, pattern: '^[0-9]*$' },
    ],
    'as a list where all of them are used by many': [
      (index) => ['asc', 'desc'][index % 2] ?? '',
      { type: 'string', enum: ['asc', 'desc'] },
    ],
  };
  test.each(Object.entries(cases))('%s', (_name, [value, schema]) => {
    expect(schemaOf(learned(1000, 50, (index) => ({ parameters: [query('x', value(index))] })))).toEqual(schema);
  });
});

describe('nothing is told', () => {
  test('of values that one caller used alone, whoever reads the profile or what is saved', () => {
    const learner = learned(1000, 50, (index) => ({ parameters: [query('x', index === 500 ? 'alice-private' : 'usual')] }));
    expect(JSON.stringify(profileDocument('shop', learner.learned(), TERMS))).not.toContain('alice-private');
    expect(JSON.stringify([...learner.save()])).not.toContain('alice-private');
    expect(schemaOf(learner)).not.toHaveProperty('enum');
  });

  test.each(['password', 'email', 'iban'])('but type and length of a parameter named %s', (name) => {
    const learner = learned(1000, 50, (index) => ({ parameters: [query(name, `value${index % 2}`)] }));
    expect(schemaOf(learner, name)).toEqual({ type: 'string', minLength: 1, maxLength: 20 });
  });

  test('of values that were taken out of the record', () => {
    const learner = learned(1000, 50, () => ({ parameters: [query('x', '***')] }));
    expect(schemaOf(learner)).toEqual({});
  });

  test('of operations that were hardly called, that failed, or that were turned away', () => {
    expect(operationOf(learned(99, 50, () => ({})))).toBeUndefined();
    expect(operationOf(learned(1000, 50, () => ({ status: 404 })))).toBeUndefined();
    expect(operationOf(learned(1000, 50, () => ({ status: 200, outcome: 'refused' })))).toBeUndefined();
    expect(operationOf(learned(1000, 50, () => ({ status: 503 })))).toBeUndefined();
  });

  test('of the largest id, as ids grow', () => {
    const learner = learned(1000, 50, (index) => ({ parameters: [query('customerId', String(1 + index))] }));
    expect(schemaOf(learner, 'customerId')).toEqual({ type: 'integer' });
  });
});

describe('one caller among many', () => {
  const others = (index: number) => (index % 50 === 7 ? undefined : { parameters: [query('x', String(index % 10))] });

  test('widens no bound, no kind of value and no set of characters alone', () => {
    const learner = learned(
      2000,
      50,
      (index) => others(index) ?? { parameters: [query('x', index % 100 === 7 ? '100000' : "1' OR '1'='1")] },
    );
    expect(schemaOf(learner)).toEqual({ type: 'integer', minimum: 0, maximum: 20 });
  });

  test('brings no parameter in that it sends now and then, and it is told that it was left out', () => {
    const learner = learned(2000, 50, (index) => ({
      parameters: [query('x', '1'), ...(index === 1007 || index === 1507 ? [query('debug', '1')] : [])],
    }));
    const operation = operationOf(learner);
    expect(operation?.parameters.map(({ name }) => name)).toEqual(['x']);
    expect(operation?.['x-airside-left-out']).toEqual([{ in: 'query', name: 'debug', requests: 2 }]);
  });

  test('has no name written anywhere that is data itself', () => {
    const learner = learned(2000, 50, (index) => ({
      parameters: [query('x', '1'), ...(index % 1000 === 7 ? [query('alice@example.org', ''), body('8c1f0e5a9b7d4e2f', '1')] : [])],
    }));
    const operation = operationOf(learner);
    expect(JSON.stringify(operation)).not.toMatch(/alice|8c1f/);
    expect(operation?.['x-airside-unknown-query']).toBe('reject');
  });

  test('counts as any other where there are few', () => {
    const learner = learned(300, 3, (index) => ({ parameters: [query('x', index % 3 === 0 ? '1000' : '1')] }));
    expect(schemaOf(learner)).toEqual({ type: 'integer', minimum: 1, maximum: 2000 });
  });
});

test('a path of names in JSON that looks like an address is none', () => {
  const learner = learned(300, 50, () => ({ method: 'POST', operation: 'POST /orders', parameters: [body('graph.@id.value', 'x')] }));
  expect(JSON.stringify(operationOf(learner, '/orders', 'post')?.requestBody)).toContain('@id');
});

test('where names are data, any name is to be expected', () => {
  const learner = learned(2000, 50, (index) => ({ parameters: [query(`user${index % 20}@example.org`, '')] }));
  const operation = operationOf(learner);
  expect(operation?.parameters).toEqual([]);
  expect(operation?.['x-airside-unknown-query']).toBe('ignore');
});

describe('an operation', () => {
  test('has parameters that are required where every request had them', () => {
    const learner = learned(500, 50, (index) => ({
      parameters: [query('always', '1'), ...(index % 100 === 0 ? [] : [query('mostly', '1')])],
    }));
    expect(operationOf(learner)?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['always', true],
      ['mostly', false],
    ]);
  });

  test('takes unknown parameters where new ones come up all the time', () => {
    const learner = learned(500, 50, (index) => ({ parameters: index % 20 === 0 ? [query(`tag${index}`, '1')] : [] }));
    expect(operationOf(learner)?.['x-airside-unknown-query']).toBe('ignore');
    expect(operationOf(learned(500, 50, () => ({ parameters: [query('a', '1')] })))?.['x-airside-unknown-query']).toBe('reject');
  });

  test('has the limits that its callers keep to, each with what it rests on', () => {
    const learner = learned(40_000, 50, (index) => ({ operation: 'GET /orders/{id}', path: `/orders/${index % 500}` }));
    learner.tick(START + 60 * DAY);
    for (let tick = 0; tick < 60; tick++) learner.tick(START + 60 * DAY);
    const limits = operationOf(learner, '/orders/{id}')?.['x-airside-limits'];
    expect(limits).toEqual([
      expect.objectContaining({ counts: 'requests', limit: 5, window: '1m' }),
      expect.anything(),
      expect.objectContaining({ counts: 'objects', window: '1h' }),
    ]);
  });

  test('has a body of nested fields', () => {
    const learner = learned(500, 50, (index) => ({
      operation: 'POST /orders',
      parameters: [
        body('customer.name', 'Ada'),
        body('note', '', 'null'),
        body('items[].sku', `SKU-${index}`),
        body('items[].quantity', String(1 + (index % 9)), 'number'),
        body('items[].quantity', '2', 'number'),
        body('labels.*', String(index % 7 === 0), 'boolean'),
      ],
    }));
    expect(operationOf(learner, '/orders', 'post')?.requestBody?.content['application/json']?.schema).toEqual({
      type: 'object',
      properties: {
        customer: {
          type: 'object',
          properties: { name: { type: 'string', enum: ['Ada'] } },
          required: ['name'],
          additionalProperties: false,
        },
        items: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              quantity: { type: 'integer', minimum: 1, maximum: 20 },
              sku: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[A-Za-z0-9\\-\\._~]*$' },
            },
            additionalProperties: false,
          },
          maxItems: 10,
        },
        labels: { type: 'object', properties: {}, additionalProperties: { type: 'boolean' } },
        note: { type: 'null' },
      },
      required: ['customer', 'items', 'labels', 'note'],
      additionalProperties: false,
    });
  });
});

test('what is two half-lives old is forgotten, what is one is not', () => {
  const learner = learned(500, 50, () => ({ parameters: [query('x', '1000')] }));
  for (let index = 0; index < 500; index++)
    learn(learner, START + 15 * DAY + index * MINUTE, index % 50, { parameters: [query('x', '1')] });
  expect(schemaOf(learner)).toMatchObject({ maximum: 2000 });
  for (let index = 0; index < 500; index++)
    learn(learner, START + 30 * DAY + index * MINUTE, index % 50, { parameters: [query('x', '1')] });
  expect(schemaOf(learner)).toMatchObject({ maximum: 2 });
});

test('saved and restored it tells the same, and garbage is refused', () => {
  const learner = learned(1000, 50, (index) => ({
    operation: 'GET /orders/{id}',
    path: `/orders/${index}`,
    parameters: [query('x', ['a', 'b'][index % 2] ?? '')],
  }));
  const restored = new ProfileLearner(learningOf());
  for (const part of learner.save()) restored.merge(JSON.parse(JSON.stringify(part)));
  expect(profileDocument('shop', restored.learned(), TERMS)).toEqual(profileDocument('shop', learner.learned(), TERMS));
  const garbage = JSON.stringify([...learner.save()]).replaceAll(/"reach":"[^"]*"/g, '"reach":"AAAA"');
  expect(() => (JSON.parse(garbage) as unknown[]).forEach((part) => new ProfileLearner(learningOf()).merge(part))).toThrow('reach');
  expect(() => new ProfileLearner(learningOf()).merge({ of: 'current' })).toThrow();
});

test('whatever names and operations callers make up, what is kept is bounded', () => {
  const learner = new ProfileLearner(learningOf({ mostOperations: 50 }));
  for (let index = 0; index < 5000; index++) {
    learn(learner, START + index, index % 50, { operation: `GET /made/${index % 500}`, parameters: [query(`name${index}`, 'x')] });
  }
  const views = learner.learned();
  expect(views.length).toBe(50);
  for (let index = 0; index < 1000; index++)
    learn(learner, START + index, 1, { operation: 'GET /made/1', parameters: [query(`n${index}`, 'x')] });
  expect(Math.max(...learner.learned().map(({ parameters }) => parameters.length))).toBeLessThanOrEqual(150);
  expect(learner.learned().find(({ operation }) => operation === 'GET /made/1')?.isFull).toBe(true);
});

test('a profile takes all that it was learned from', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer().map(String),
    fc.double({ noNaN: true }).map(String),
    fc.constantFrom('', 'true', 'a', 'b'),
    fc.uuid(),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 3, maxLength: 12 }), (values) => {
      const learner = learned(120, 4, (index) => ({ parameters: [query('x', values[index % values.length] ?? '')] }));
      const definition = buildDefinition(profileDocument('shop', learner.learned(), TERMS) as DefinitionDocument);
      const [operation] = definition.operations;
      if (operation === undefined) throw new Error('nothing was learned');
      const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: false });
      for (const value of values) {
        const head = { parameters: {}, query: `x=${encodeURIComponent(value.toWellFormed())}`, header: () => undefined };
        expect(validator.validateHead(head).violations).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
