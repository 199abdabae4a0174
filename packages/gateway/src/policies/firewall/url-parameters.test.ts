import { buildDefinition, type Operation } from '@airside/openapi';
import { apiRules, createEngine, loadRules } from '@airside/seclang';
import { describe, expect, test } from 'vitest';

import { beginInspection } from './inspection.ts';
import { urlArguments } from './url-parameters.ts';

const uri = { type: 'string', format: 'uri' };

const definition = buildDefinition({
  openapi: '3.1.1',
  info: { title: 'Test', version: '1' },
  components: { schemas: { Link: { anyOf: [uri, { type: 'null' }] } } },
  paths: {
    '/hooks': {
      post: {
        parameters: [
          { in: 'query', name: 'target', schema: { type: 'string', format: 'uri-reference' } },
          { in: 'query', name: 'note', schema: { type: 'string' } },
          { in: 'header', name: 'X-Link', schema: uri },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  destination: uri,
                  maybe: { $ref: '#/components/schemas/Link' },
                  links: { type: 'array', items: { type: 'object', properties: { to: { type: 'string', format: 'iri' } } } },
                  all: { type: 'array', items: uri },
                },
              },
            },
          },
        },
        responses: {},
      },
      get: { responses: {} },
    },
  },
});

const operation = (method: string): Operation => {
  const found = definition.operations.find((candidate) => candidate.method === method);
  if (found === undefined) throw new Error(`there is no ${method}`);
  return found;
};

describe('an argument that holds a URL by its format', () => {
  const holdsUrl = urlArguments(definition, operation('POST'));

  test.each(['target', 'json.destination', 'json.maybe', 'json.links.array_7.to', 'json.all.array_0'])('is %s', (key) => {
    expect(holdsUrl?.(key)).toBe(true);
  });

  test.each(['note', 'x-link', 'json.target', 'json.links', 'json.links.to', 'json.links.array_x.to', 'Target', ''])('is not %j', (key) => {
    expect(holdsUrl?.(key)).toBe(false);
  });

  test('is none where the definition names none', () => {
    expect(urlArguments(definition, operation('GET'))).toBeUndefined();
  });
});

test('the rules for fields that hold URLs look at it', () => {
  const engine = createEngine(loadRules(apiRules()));
  const refused = (query: string, known: boolean): boolean => {
    const holdsUrl = urlArguments(definition, operation('POST'));
    const head = { clientAddress: '192.0.2.1', method: 'POST', target: `/hooks?${query}`, protocol: 'HTTP/1.1', rawHeaders: ['Host', 'a'] };
    const transaction = beginInspection(engine, head, known && holdsUrl ? { holdsUrl } : {});
    return (transaction.requestHeaders() ?? transaction.requestBody()) !== undefined;
  };
  expect(refused('target=http://10.0.0.1/', true)).toBe(true);
  expect(refused('target=http://10.0.0.1/', false)).toBe(false);
  expect(refused('note=http://10.0.0.1/', true)).toBe(false);
  expect(refused('target=https://example.org/', true)).toBe(false);
});
