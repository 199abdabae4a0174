import { expect, test } from 'vitest';

import type { Operation } from './operation.ts';
import { operations } from './operations/index.ts';
import { definedOperations } from './testing/definition.ts';

const served: [string, Operation][] = Object.entries(operations);

test('the definition describes exactly the operations that the shop serves', () => {
  const described = definedOperations.map(([method, path, { operationId }]) => `${operationId}: ${method} ${path}`);
  expect(described.toSorted()).toEqual(served.map(([id, { method, path }]) => `${id}: ${method} ${path}`).toSorted());
});

test.each(served)('the definition asks for the scope that %s asks for', (id, operation) => {
  const security = definedOperations.find(([, , { operationId }]) => operationId === id)?.[2].security;
  if ('open' in operation) return expect(security).toEqual([]);
  const { scope } = operation;
  return expect(security).toEqual(scope === 'admin' ? [{ oauth: [scope] }] : [{ oauth: [scope] }, { apiKey: [scope] }]);
});

test('the definition has a body for every method that is served with one, and for no other', () => {
  for (const [method, path, { requestBody }] of definedOperations) {
    expect([method, path, requestBody !== undefined]).toEqual([method, path, method === 'POST' || method === 'PATCH']);
  }
});

test('login is the only operation without a credential', () => {
  expect(served.filter(([, operation]) => 'open' in operation).map(([id]) => id)).toEqual(['createSession']);
});

test('every operation of the administration asks for the role besides the scope', () => {
  for (const [id, operation] of served) {
    if (operation.path.startsWith('/admin/')) expect([id, 'role' in operation && operation.role]).toEqual([id, 'admin']);
  }
});
