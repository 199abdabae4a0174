import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { as, type Shop, startShop } from '../../test/shop.ts';
import { defaultCountryFile, openCountries, openDefaultCountries } from './countries.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

describe.each([
  ['read at once', openCountries],
  ['read when it is needed', openDefaultCountries],
])('the data that comes along, %s,', (_when, open) => {
  const countryOf = open(defaultCountryFile());

  test.each([
    ['8.8.8.8', 'US'],
    ['193.0.6.139', 'NL'],
    ['2001:4860:4860::8888', 'US'],
    ['2001:67c:2e8:22::c100:68b', 'NL'],
  ])('knows %s', (address, country) => {
    expect(countryOf(address)).toBe(country);
  });

  test.each(['127.0.0.1', '10.0.0.1', '192.0.2.1', '::1', 'fe80::1', '', 'localhost', '8.8.8', '8.8.8.8/8', '::ffff:8.8.8.8.8'])(
    'knows nothing of %j',
    (address) => {
      expect(countryOf(address)).toBeUndefined();
    },
  );
});

test('what is no database is an error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airside-countries-'));
  try {
    for (const [name, content] of [
      ['empty', ''],
      ['text', 'not a database'],
    ] as const) {
      writeFileSync(join(folder, name), content);
      expect(() => openCountries(join(folder, name))).toThrow();
    }
    expect(() => openCountries(join(folder, 'missing'))).toThrow('ENOENT');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const BEHIND_PROXY = `listen: [{ address: '127.0.0.1:0' }], trustedProxies: [127.0.0.1]`;
const RULES = 'access: { scopes: ignored, rules: [{ effect: allow }, { effect: deny, countries: [US] }] }';

describe('a rule for countries', () => {
  test('decides by the address behind trusted proxies, and the country is in the record', async () => {
    const shop = await startShop(RULES, { settings: BEHIND_PROXY });
    running.push(shop);
    const from = (address: string) => shop.call('/orders', { headers: { ...as(), 'x-forwarded-for': address } });
    expect((await from('193.0.6.139')).status).toBe(200);
    expect((await from('8.8.8.8')).status).toBe(403);
    expect((await from('10.0.0.1')).status).toBe(200);
    expect((await shop.exchange(({ status }) => status === 403)).client).toMatchObject({ address: '8.8.8.8', country: 'US' });
    expect((await shop.exchange(({ client }) => client.address === '10.0.0.1')).client).not.toHaveProperty('country');
  });

  test('uses the file that the configuration names', async () => {
    const file = join(dirname(defaultCountryFile()), 'geo-whois-asn-country-ipv4.mmdb');
    const shop = await startShop(RULES, { settings: BEHIND_PROXY, more: `geography: { file: '${file}' }` });
    running.push(shop);
    const from = (address: string) => shop.call('/orders', { headers: { ...as(), 'x-forwarded-for': address } });
    expect((await from('8.8.8.8')).status).toBe(403);
    expect((await from('2001:4860:4860::8888')).status).toBe(200);
  });

  test('needs a file that can be read', async () => {
    await expect(startShop(RULES, { more: 'geography: { file: none.mmdb }' })).rejects.toThrow(/countries cannot be looked up \(ENOENT\)/);
    await expect(startShop(RULES, { more: 'geography: { file: shop.yaml }' })).rejects.toThrow(/countries cannot be looked up/);
  });
});

test('nothing is looked up where neither the record nor a rule asks for it', async () => {
  const more = 'geography: { record: false, file: none.mmdb }';
  const shop = await startShop('access: { scopes: ignored }', { settings: BEHIND_PROXY, more });
  running.push(shop);
  await shop.call('/orders', { headers: { ...as(), 'x-forwarded-for': '8.8.8.8' } });
  expect((await shop.exchange(({ status }) => status === 200)).client).not.toHaveProperty('country');
});
