import type { ApiKeyRecord, Consumer, DirectoryContents } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { KEY_SHA256 } from '../../test/house.ts';
import { loadConfigurationText } from './load.ts';

const YAML = `issuers:
  login: { issuer: https://id.example, audience: [a], jwks: https://id.example/jwks }
plans: { gold: {} }
groups: { partners: {} }
consumers:
  acme:
    applications: { web: {} }
    apiKeys:
      - { id: k1, sha256: ${KEY_SHA256} }
    clients:
      - { issuer: login, clientId: c }
apis: { orders: { upstreams: ['http://127.0.0.1:1'], owner: o, contact: c } }
`;
const consumer: Consumer = { id: 'other', source: 'store', scopes: [], roles: [], groups: [], suspended: false };
const key: ApiKeyRecord = { id: 'k2', source: 'store', consumer: 'acme', sha256: '0'.repeat(64) };
const application = { id: 'app', source: 'store', consumer: 'acme', suspended: false } as const;
const client = { issuer: 'login', clientId: 'd', source: 'store', consumer: 'acme' } as const;

async function load(stored: Partial<DirectoryContents>) {
  const { bundle, problems } = await loadConfigurationText(YAML, '/airside.yaml', { environment: {}, stored: async () => stored });
  return { accepted: bundle !== undefined, problems: problems.filter(({ message }) => !message.includes('no definition')) };
}

describe('a configuration that brings what the store has is refused, and says where', () => {
  test.each<[string, Partial<DirectoryContents>, string, number, string]>([
    ['consumer', { consumer: [{ ...consumer, id: 'acme' }] }, '/consumers/acme', 7, 'consumer "acme" is in the store as well'],
    ['application', { application: [{ ...application, id: 'web' }] }, '/consumers/acme/applications/web', 7, 'application "web" is in'],
    ['plan', { plan: [{ id: 'gold', source: 'store' }] }, '/plans/gold', 3, 'plan "gold" is in'],
    ['group', { group: [{ id: 'partners', source: 'store' }] }, '/groups/partners', 4, 'group "partners" is in'],
    ['key id', { key: [{ ...key, id: 'k1' }] }, '/consumers/acme/apiKeys/0', 9, 'key "k1" is in'],
    ['key', { key: [{ ...key, sha256: KEY_SHA256 }] }, '/consumers/acme/apiKeys/0', 9, 'this API key is key "k2" of the store as well'],
    ['client', { client: [{ ...client, clientId: 'c' }] }, '/consumers/acme/clients/0', 11, 'client "login#c" is in'],
  ])('%s', async (_what, stored, pointer, line, message) => {
    const { accepted, problems } = await load(stored);
    expect(accepted).toBe(false);
    expect(problems).toMatchObject([{ severity: 'error', pointer, line, message: expect.stringContaining(message) as string }]);
    expect(problems[0]?.hint).toContain('or remove the one in the store');
    expect(JSON.stringify(problems)).not.toContain(KEY_SHA256);
  });
});

test('records of the store that refer to the file, and have ids of their own, are fine', async () => {
  const named = { ...consumer, plan: 'gold', groups: ['partners'] };
  const stored = { consumer: [named], application: [application], key: [{ ...key, application: 'web' }], client: [client] };
  expect(await load(stored)).toEqual({ accepted: true, problems: [] });
});

test('what the store is left with of a consumer or plan that is nowhere is warned of, once each', async () => {
  const { accepted, problems } = await load({
    consumer: [{ ...consumer, plan: 'silver' }],
    application: [{ ...application, consumer: 'gone' }],
    key: [{ ...key, consumer: 'gone', plan: 'silver' }],
  });
  expect(accepted).toBe(true);
  expect(problems.map(({ severity, pointer, message }) => `${severity} ${pointer} ${message}`)).toEqual([
    expect.stringMatching(/^warning \/consumers consumer "gone" is in neither.*2 of its records/),
    expect.stringMatching(/^warning \/plans plan "silver" is in neither.*2 records/),
  ]);
});

test('a store that cannot be read lets no configuration pass', async () => {
  const stored = () => Promise.reject(new Error('closed'));
  await expect(loadConfigurationText(YAML, '/airside.yaml', { environment: {}, stored })).rejects.toThrow('closed');
});
