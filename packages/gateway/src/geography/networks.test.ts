import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { networkDatabase } from '../../test/network-database.ts';
import { loadConfigurationText } from '../snapshot/load.ts';
import { networkIn, openNetworks } from './networks.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

test.each([
  [{ autonomous_system_number: 64500 }, 'AS64500'],
  [{ autonomous_system_number: 4_294_967_295 }, 'AS4294967295'],
  [{ asn: 'AS64501' }, 'AS64501'],
  [{ asn: '64501' }, 'AS64501'],
  [{ autonomous_system_number: 0 }, undefined],
  [{ autonomous_system_number: -1 }, undefined],
  [{ autonomous_system_number: 1.5 }, undefined],
  [{ autonomous_system_number: 4_294_967_296 }, undefined],
  [{ asn: 'AS1\n' }, undefined],
  [{ asn: 'AS<b>' }, undefined],
  [{ country_code: 'NL' }, undefined],
  [null, undefined],
  ['AS64500', undefined],
])('an entry %j is the network %s', (entry, network) => {
  expect(networkIn(entry)).toBe(network);
});

const BEHIND_PROXY = `listen: [{ address: '127.0.0.1:0' }], trustedProxies: [127.0.0.1]`;

describe('a database of networks', () => {
  async function start(geography: string) {
    const upstream = await startUpstream();
    const house = await startHouse(
      `geography: { ${geography} }\napis: { notes: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always } } } }\n`,
      { 'notes.txt': 'no database' },
      BEHIND_PROXY,
    );
    running.push(upstream, house);
    return house;
  }

  test('is asked about every caller', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'airside-networks-'));
    try {
      const file = join(folder, 'networks.mmdb');
      writeFileSync(file, networkDatabase({ '192.0.2.0/24': 64500, '198.51.100.0/25': 64501 }));
      const networkOf = openNetworks(file);
      expect(['192.0.2.7', '198.51.100.7', '198.51.100.200', '203.0.113.1', '2001:db8::1', 'no address'].map(networkOf)).toEqual([
        'AS64500',
        'AS64501',
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      const house = await start(`networks: '${file}'`);
      await house.call('/', { headers: { 'x-forwarded-for': '192.0.2.7', 'x-request-id': 'known' } });
      await house.call('/', { headers: { 'x-forwarded-for': '203.0.113.1', 'x-request-id': 'unknown' } });
      expect((await house.exchange(({ id }) => id === 'known')).client).toMatchObject({ address: '192.0.2.7', network: 'AS64500' });
      expect((await house.exchange(({ id }) => id === 'unknown')).client).not.toHaveProperty('network');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('has to be one', async () => {
    await expect(start('networks: none.mmdb')).rejects.toThrow(/networks cannot be looked up \(ENOENT\)/);
    await expect(start('networks: notes.txt')).rejects.toThrow(/networks cannot be looked up/);
  });
});

test('it is said that networks cannot be told apart without a database of them', async () => {
  const { bundle, problems } = await loadConfigurationText('telemetry: { metrics: { networks: true } }\napis: {}\n', '/tmp/airside.yaml');
  expect(bundle).toBeDefined();
  expect(problems).toContainEqual(
    expect.objectContaining({ severity: 'warning', message: expect.stringContaining('networks cannot be told apart') }),
  );
});
