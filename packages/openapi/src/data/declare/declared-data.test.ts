import { expect, test } from 'vitest';

import { definitionOf } from '../../../test/fixtures.ts';
import type { JsonObject } from '../../json.ts';
import { DATA_CLASSES } from '../classes/index.ts';
import { reportOf } from '../inventory/report.ts';
import { ClassIndex } from '../judge/class-index.ts';
import { declaredData } from './declared-data.ts';

const index = new ClassIndex(DATA_CLASSES);
const declared = (operation: JsonObject, rest: JsonObject = {}): readonly string[] =>
  reportOf(declaredData(definitionOf({ '/things': { get: { responses: {}, ...operation } } }, rest), index), 0.8).endpoints.flatMap(
    ({ findings }) => findings.map(({ direction, place, field, dataClass }) => `${direction} ${place} ${field} ${dataClass.id}`),
  );
const answer = (schema: JsonObject): JsonObject => ({
  responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } },
});

test('names, formats and examples declare data', () => {
  const properties = {
    login: { type: 'string', format: 'email' },
    ssn: { type: 'string' },
    extra: { type: 'string', examples: ['DE89370400440532013000'] },
  };
  expect(declared(answer({ type: 'object', properties })).toSorted()).toEqual([
    'response body extra iban',
    'response body login email',
    'response body ssn us-ssn',
  ]);
  expect(declared({ parameters: [{ name: 'email', in: 'query', schema: { type: 'string' } }] })).toEqual(['request query email email']);
});

test('a truth value, and a name whose examples do not fit, declare nothing', () => {
  expect(
    declared(answer({ type: 'object', properties: { password: { type: 'boolean' }, ssn: { type: 'string', examples: ['yes'] } } })),
  ).toEqual([]);
});

test('an object or a list is none of what its name speaks of; what stands in it may be', () => {
  const address = { type: 'object', properties: { street: { type: 'string' } } };
  const emails = { type: 'array', items: { type: 'string' } };
  const schema = { type: 'object', properties: { billing_address: address, emails } };
  expect(declared(answer(schema)).toSorted()).toEqual([
    'response body billing_address.street street-address',
    'response body emails[] email',
  ]);
});

test('schemas that stand within themselves end', () => {
  const Person = {
    type: 'object',
    properties: { email: { type: 'string' }, friends: { type: 'array', items: { $ref: '#/components/schemas/Person' } } },
  };
  expect(declared(answer({ $ref: '#/components/schemas/Person' }), { components: { schemas: { Person } } })).toEqual([
    'response body email email',
  ]);
});
