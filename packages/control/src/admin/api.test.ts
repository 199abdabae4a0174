import { expect, test } from 'vitest';

import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { adminUnderTest } from './testing/admin.ts';

test('a key is in the answer that makes it and in no other; its hash is in none', async () => {
  await using admin = adminUnderTest();
  await admin.ask('POST', '/consumers', { id: 'acme' });
  const made = await admin.ask('POST', '/keys', { id: 'k', consumer: 'acme', scopes: ['read'] });
  const { key } = made.body as { key: string };
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    key: expect.stringMatching(/^airside_/),
    record: { id: 'k', source: 'store' },
    effect: { workers: 3 },
  });
  const record = admin.published.flat().find(({ kind }) => kind === 'key')?.record as { sha256: string };
  expect(record.sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const path of ['/keys', '/keys/k', '/history', '/unused-keys?sinceMs=9000000000000']) {
    const { status, text } = await admin.ask('GET', path);
    expect(status).toBe(200);
    expect(text).not.toContain(key);
    expect(text).not.toContain(record.sha256);
    expect(text).not.toContain('sha256');
  }
  const rotated = await admin.ask('POST', '/keys/k/rotate', { overlapMs: 1000 });
  expect(rotated.text).not.toContain(key);
});

test('the secret of a client and what it is kept as are not shown', async () => {
  await using admin = adminUnderTest();
  await admin.ask('POST', '/consumers', { id: 'acme' });
  const registration = {
    grantTypes: ['client_credentials'],
    redirectUris: [],
    scopes: ['read'],
    authentication: 'client_secret_basic',
    dpopBound: false,
  };
  const made = await admin.ask('POST', '/clients', { issuer: 'airside', clientId: 'robot', consumer: 'acme', registration });
  const { secret } = made.body as { secret: string };
  expect(secret.length).toBeGreaterThan(40);
  for (const path of ['/clients', '/clients/airside/robot', '/history']) {
    const { text } = await admin.ask('GET', path);
    expect(text).toContain('robot');
    expect(text).not.toContain(secret);
    expect(text).not.toContain('secretSha256');
  }
});

test.each<[string, string, string, unknown, number]>([
  ['text that is no JSON', 'POST', '/consumers', '{"id":', 400],
  ['a prototype', 'POST', '/consumers', '{"id":"a","__proto__":{"suspended":true}}', 400],
  ['a constructor', 'POST', '/consumers', '{"id":"a","constructor":{"prototype":{"x":1}}}', 400],
  ['nothing', 'POST', '/consumers', '', 400],
  ['null', 'POST', '/consumers', 'null', 400],
  ['an unknown field', 'POST', '/consumers', { id: 'a', admin: true }, 400],
  ['a field that is not for callers to set', 'POST', '/keys', { consumer: 'a', sha256: '0'.repeat(64) }, 400],
  ['a source', 'POST', '/consumers', { id: 'a', source: 'file' }, 400],
  ['an id with a path in it', 'POST', '/consumers', { id: '../a' }, 400],
  ['an id with a line break', 'POST', '/consumers', { id: 'a\nb' }, 400],
  ['a name with an escape sequence', 'POST', '/consumers', { id: 'a', name: '\u001b[2J' }, 400],
  ['a name that turns its direction', 'POST', '/consumers', { id: 'a', name: 'a\u202eb' }, 400],
  ['too many scopes', 'POST', '/consumers', { id: 'a', scopes: Array.from({ length: 1001 }, (_, index) => `s${index}`) }, 400],
  ['a network with a bad prefix', 'POST', '/keys', { consumer: 'a', addresses: ['10.0.0.0/33'] }, 400],
  ['a time that is not one', 'POST', '/keys', { consumer: 'a', expiresAtMs: 1e300 }, 400],
  ['an overlap below nothing', 'POST', '/keys/k/rotate', { overlapMs: -1 }, 400],
  ['a rate of nothing', 'PUT', '/plans/gold', { rate: { requests: 0, windowMs: 1000 } }, 400],
  ['a body of 300 kB', 'POST', '/consumers', `{"id":"${'a'.repeat(300_000)}"}`, 413],
  ['a consumer that nobody knows', 'POST', '/keys', { consumer: 'nobody' }, 404],
  ['a page without end', 'GET', '/keys?limit=100000', undefined, 400],
  ['a cursor that is none', 'GET', '/keys?after=***', undefined, 400],
  ['an unknown question', 'GET', '/keys?what=ever', undefined, 400],
  ['an unknown kind', 'GET', '/history?kind=login', undefined, 400],
  ['a path that is not there', 'GET', '/secrets', undefined, 404],
])('%s is refused as a problem, and nothing is changed', async (_case, method, path, body, status) => {
  await using admin = adminUnderTest();
  const answer = await admin.ask(method as 'GET', path, body);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ type: expect.stringMatching(/^urn:airside:admin-problem:/), status, detail: expect.any(String) });
  expect(answer.text.length).toBeLessThan(20_000);
  expect(admin.published).toEqual([]);
});

test('a change is made by somebody: without a name, or with one that is none, nothing is changed', async () => {
  await using admin = adminUnderTest();
  for (const name of [undefined, '', ' ', 'a b', 'x'.repeat(65), 'ü']) {
    const headers = name === undefined ? {} : { 'airside-actor': name };
    const { statusCode } = await admin.app.inject({ method: 'POST', url: '/v1/consumers', headers, payload: { id: 'acme' } });
    expect(statusCode).toBe(422);
  }
  expect(admin.published).toEqual([]);
  await admin.ask('POST', '/consumers', { id: 'acme' });
  const { body } = await admin.ask('GET', '/history');
  expect(body).toMatchObject({ items: [{ actor: 'os:tester', action: 'consumer.create', id: 'acme', before: null }] });
});

test('a record of the configuration file is shown and not changed; it is said where it stands', async () => {
  const acme = { id: 'acme', source: 'file', scopes: [], roles: [], groups: [], suspended: false } as const;
  await using admin = adminUnderTest({ configured: { consumer: [acme] } });
  expect((await admin.ask('GET', '/consumers/acme')).body).toEqual(acme);
  for (const [method, body] of [
    ['PATCH', { suspended: true }],
    ['DELETE', undefined],
  ] as const) {
    const answer = await admin.ask(method, '/consumers/acme', body);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: 'urn:airside:admin-problem:record-in-file',
      hint: expect.stringContaining('airside.yaml:7'),
    });
  }
  expect((await admin.ask('POST', '/consumers', { id: 'acme' })).status).toBe(409);
  expect((await admin.ask('POST', '/keys', { consumer: 'acme' })).status).toBe(201);
});

test('null removes a field, and what is not named stays', async () => {
  await using admin = adminUnderTest();
  await admin.ask('POST', '/consumers', { id: 'acme', name: 'Acme', contact: 'a@acme.example', roles: ['buyer'] });
  const { body } = await admin.ask('PATCH', '/consumers/acme', { name: null, roles: [] });
  expect(body).toMatchObject({ record: { id: 'acme', contact: 'a@acme.example', roles: [] } });
  expect(body).not.toHaveProperty('record.name');
});

test('while the store cannot be written, changes are refused as such and reading goes on', async () => {
  const full = async () => {
    throw new StoreUnavailableError('full', 'directory store cannot grow: no space is left');
  };
  await using admin = adminUnderTest({ store: { createConsumer: full } });
  const { status, body } = await admin.ask('POST', '/consumers', { id: 'acme' });
  expect(status).toBe(503);
  expect(body).toMatchObject({ type: 'urn:airside:admin-problem:store-unavailable', detail: expect.stringContaining('no space is left') });
  expect(admin.published).toEqual([]);
  expect((await admin.ask('GET', '/consumers')).status).toBe(200);
  expect((await admin.ask('PUT', '/groups/partners', {})).status).toBe(200);
});

test('a failure of Airside itself is logged, and not told in detail', async () => {
  const broken = async () => {
    throw new Error('hunter2');
  };
  await using admin = adminUnderTest({ store: { createConsumer: broken } });
  const { status, text } = await admin.ask('POST', '/consumers', { id: 'acme' });
  expect(status).toBe(500);
  expect(text).not.toContain('hunter2');
  expect(admin.errors).toHaveLength(1);
});
