import { type Configuration, parseConfiguration } from '@airside/domain';
import { expect, test } from 'vitest';

import { KEY, KEY_SHA256 } from '../../test/house.ts';
import { policyOptionSchemas } from '../policies/index.ts';
import { configuredDirectory } from './configured-directory.ts';

function directoryOf(yaml: string) {
  const environment = { KEY };
  const { configuration, problems } = parseConfiguration(yaml, { file: '/airside.yaml', policies: policyOptionSchemas, environment });
  expect(problems).toEqual([]);
  return configuredDirectory(configuration as unknown as Configuration);
}

test('what stands at a consumer, its applications, plans and groups becomes records that say that they are of the file', () => {
  const { consumer, application, plan, group } = directoryOf(`
plans:
  gold: { name: Gold, rate: { requests: 10, per: 1s, burst: 20 }, quota: { requests: 1000, per: 30d } }
  none: {}
groups: { partners: { name: Partners }, plain: {} }
consumers:
  acme:
    { name: Acme, contact: a@example, scopes: [read], roles: [clerk], groups: [partners], plan: gold, suspended: true,
      applications: { web: { name: Web, plan: none, suspended: true }, app: {} } }
  bare: {}
`);
  expect(consumer).toEqual([
    {
      id: 'acme',
      source: 'file',
      name: 'Acme',
      contact: 'a@example',
      scopes: ['read'],
      roles: ['clerk'],
      groups: ['partners'],
      plan: 'gold',
      suspended: true,
    },
    { id: 'bare', source: 'file', scopes: [], roles: [], groups: [], suspended: false },
  ]);
  expect(application).toEqual([
    { id: 'web', source: 'file', consumer: 'acme', name: 'Web', plan: 'none', suspended: true },
    { id: 'app', source: 'file', consumer: 'acme', suspended: false },
  ]);
  expect(plan).toEqual([
    {
      id: 'gold',
      source: 'file',
      name: 'Gold',
      rate: { requests: 10, windowMs: 1000, burst: 20 },
      quota: { requests: 1000, windowMs: 2_592_000_000 },
    },
    { id: 'none', source: 'file' },
  ]);
  expect(group).toEqual([
    { id: 'partners', source: 'file', name: 'Partners' },
    { id: 'plain', source: 'file' },
  ]);
});

test('every limit of a key is kept, also one that is an empty list', () => {
  const { key } = directoryOf(`
plans: { gold: {} }
consumers:
  acme:
    applications: { web: {} }
    apiKeys:
      - { id: full, sha256: ${'a'.repeat(64)}, name: Key, application: web, scopes: [], apis: [], environments: [], addresses: [10.0.0.0/8],
          plan: gold, owner: Anna, expires: '2026-01-15T12:00:00Z' }
      - { id: plain, key: '\${env:KEY}' }
`);
  expect(key).toEqual([
    {
      id: 'full',
      source: 'file',
      consumer: 'acme',
      sha256: 'a'.repeat(64),
      name: 'Key',
      application: 'web',
      scopes: [],
      apis: [],
      environments: [],
      addresses: ['10.0.0.0/8'],
      plan: 'gold',
      owner: 'Anna',
      expiresAtMs: Date.UTC(2026, 0, 15, 12),
    },
    { id: 'plain', source: 'file', consumer: 'acme', sha256: KEY_SHA256 },
  ]);
});
