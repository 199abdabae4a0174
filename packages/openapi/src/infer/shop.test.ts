import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, test } from 'vitest';

import { bytes } from '../../test/fixtures.ts';
import { shopCalls } from '../../test/shop-calls.ts';
import { operationsOf } from '../../test/traffic.ts';
import { atPointer, dereference } from '../definition/document.ts';
import {
  buildDefinition,
  compileMatcher,
  compileRequestValidator,
  type Definition,
  type Observation,
  type ObservedApi,
  type Operation,
  readDefinition,
  TrafficModel,
  toDefinition,
} from '../index.ts';
import { items, type JsonValue, member, stringMember } from '../json.ts';
import { parametersOf } from '../validate/parameters/parameter.ts';

const CALLS = 2500;
/** Thousands of calls over sockets, on a machine that may be busy. */
const TIMEOUT_MS = 120_000;
const SCANNER = '192.0.2.66';

let declared: Definition;
const seen: Observation[] = [];

beforeAll(async () => {
  const shop = fileURLToPath(import.meta.resolve('@airside/example-shop'));
  const { document } = await readDefinition(shop.replace('src/index.ts', 'openapi.yaml'));
  if (document === undefined) throw new Error('the definition of the shop cannot be read');
  declared = buildDefinition(document);
  for await (const observation of shopCalls(CALLS, 0.01)) seen.push(observation);
}, TIMEOUT_MS);

describe.each(['by its users', 'by its users and a scanner'])('of the shop, called %s,', (who) => {
  const calls = (): readonly Observation[] => seen.filter(({ caller }) => caller !== SCANNER || who.endsWith('scanner'));
  let model: TrafficModel;
  let api: ObservedApi;
  let inferred: Definition;

  beforeAll(() => {
    model = new TrafficModel();
    for (const observation of calls()) model.observe(observation);
    api = model.view()[0] as ObservedApi;
    inferred = buildDefinition(toDefinition(api));
  });

  test('exactly the operations are found', () => {
    expect(operationsOf(api).toSorted()).toEqual(declared.operations.map(nameOf).toSorted());
  });

  test('exactly the parameters are found, with their types, and the required ones as such', () => {
    expect(parametersIn(inferred)).toEqual(parametersIn(declared));
    const statuses = api.endpoints.flatMap(({ parameters }) => parameters.filter(({ name }) => name === 'status'));
    expect(statuses.map(({ schema }) => member(schema, 'enum'))).toEqual([['cancelled', 'paid', 'pending', 'refunded', 'shipped']]);
  });

  test('the bodies of requests are found, with the types of what they hold', () => {
    for (const operation of declared.operations) {
      const [real, found] = [bodySchema(declared, operation), bodySchema(inferred, twin(inferred, operation))];
      expect([nameOf(operation), found === undefined]).toEqual([nameOf(operation), real === undefined]);
      const properties = Object.keys((member(real, 'properties') ?? {}) as object).toSorted();
      expect([nameOf(operation), Object.keys((member(found, 'properties') ?? {}) as object)]).toEqual([nameOf(operation), properties]);
      for (const property of properties) {
        expect([nameOf(operation), property, typesOf(inferred, member(member(found, 'properties'), property))]).toEqual([
          nameOf(operation),
          property,
          typesOf(declared, member(member(real, 'properties'), property)),
        ]);
      }
    }
  });

  test('who has not logged in is known to be let in by the login only', () => {
    const open = api.endpoints.filter(({ credentials }) => credentials?.some(({ value }) => value.length === 0));
    expect(operationsOf({ ...api, endpoints: open })).toEqual(['POST /sessions']);
  });

  test('what is found accepts what was accepted', () => {
    const matcher = compileMatcher(inferred.operations);
    for (const { method, path, query, status, request } of calls()) {
      if (status === null || status >= 400) continue;
      const match = matcher.match(method, path);
      if (match.kind !== 'matched') throw new Error(`${method} ${path} is ${match.kind}`);
      const validator = compileRequestValidator(inferred, match.operation, { unknownQueryParameters: 'reject', closedBodies: true });
      const header = (name: string): string | undefined => request.headers?.find(([other]) => other === name)?.[1];
      expect(validator.validateHead({ parameters: match.parameters, query, header }).violations).toEqual([]);
      expect(validator.validateBody(header('content-type'), bytes(request.body ?? ''))).toMatchObject({ kind: 'valid' });
    }
  });

  test('callers are those who were let in', () => {
    const callers = api.endpoints
      .filter(({ template }) => template !== '/sessions')
      .flatMap(({ callers: { top } }) => top.map(({ value }) => value));
    expect([...new Set(callers)].toSorted()).toEqual(['acme-orders', 'ana', 'ben', 'chloe', 'dev', 'globex-orders', 'olivia']);
  });

  test('calls that tell of no operation are counted', () => {
    const known = api.endpoints.reduce((sum, endpoint) => sum + endpoint.calls, 0);
    expect(known + api.noise.calls + model.otherCalls).toBe(calls().length);
  });
});

function nameOf({ method, template }: Pick<Operation, 'method' | 'template'>): string {
  return `${method} ${template}`;
}

function twin(definition: Definition, { method, template }: Operation): Operation {
  const found = definition.operations.find((operation) => operation.method === method && operation.template === template);
  if (found === undefined) throw new Error(`${method} ${template} was not found`);
  return found;
}

function parametersIn(definition: Definition): readonly string[] {
  return definition.operations
    .flatMap((operation) =>
      parametersOf(definition.document, operation).map((parameter) => {
        const schema = resolved(definition, atPointer(definition.document, parameter.schemaPointer ?? ''));
        const type = [typesOf(definition, schema).join(), stringMember(schema, 'format')];
        return `${nameOf(operation)} ${parameter.in} ${parameter.name}${parameter.required ? ' required' : ''} ${type.filter(Boolean).join(' ')}`;
      }),
    )
    .toSorted();
}

function bodySchema(definition: Definition, operation: Operation): JsonValue | undefined {
  const body = member(atPointer(definition.document, operation.pointer), 'requestBody');
  return body && resolved(definition, member(member(member(body, 'content'), 'application/json'), 'schema'));
}

function resolved(definition: Definition, schema: JsonValue | undefined): JsonValue | undefined {
  return schema === undefined ? undefined : dereference(definition.document, { value: schema, pointer: '' })?.value;
}

/** The types that a schema allows; a listed value has its own. */
function typesOf(definition: Definition, written: JsonValue | undefined): readonly string[] {
  const schema = resolved(definition, written);
  const type = member(schema, 'type');
  if (typeof member(schema, 'const') === 'string') return ['string'];
  return (typeof type === 'string' ? [type] : items(type).map(String)).toSorted();
}
