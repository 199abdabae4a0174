import { EXPORT_KINDS, type ExportConfiguration } from '@airside/domain';
import { expect, test } from 'vitest';

import { detectionWith, exportRecords, incidentWith, refusedExchange, sanctionWith } from '../../test/export-records.ts';
import { FORMATS } from './formats/index.ts';
import { createPrivacy } from './privacy.ts';
import type { ExportRecord } from './record.ts';

type Settings = ExportConfiguration['privacy'];

const DEFAULT: Settings = { query: 'masked', userAgent: 'keep', addresses: 'keep', users: 'keep' };
const KEY = Buffer.alloc(32, 1);

const exchangeOf = (record: ExportRecord) => {
  if (record.kind !== 'exchange') throw new Error('no exchange');
  return record.value;
};
const protect = (value: ReturnType<typeof refusedExchange>, settings: Partial<Settings> = {}, key = KEY) =>
  exchangeOf(createPrivacy({ ...DEFAULT, ...settings }, key)({ kind: 'exchange', value }));

test.each([
  ['page=2&sort=asc', 'page=2&sort=asc'],
  ['email=bob&page=2', 'email=***&page=2'],
  ['q=bob%40shop.example', 'q=***'],
  ['card=4111+1111+1111+1111', 'card=***'],
  ['iban=DE89370400440532013000&x', 'iban=***&x'],
  ['bob@shop.example', '***'],
  ['%E0%A4%A=1&a=b=c', '%E0%A4%A=1&a=b=c'],
  ['', ''],
])('personal data in a query is taken out: %s', (query, expected) => expect(protect(refusedExchange({ query })).query).toBe(expected));

test.each([
  ['/users/bob%40shop.example/orders', null, '/users/***/orders'],
  ['/users/bob@shop.example', '/users/{id}', '/users/***'],
  ['/orders/17', '/orders/{id}', '/orders/17'],
  ['/email/17', '/email/{id}', '/email/17'],
  ['/x/17', '/x/{email}', '/x/***'],
])('personal data in a path is taken out: %s', (path, template, expected) => {
  expect(protect(refusedExchange({ path, template })).path).toBe(expected);
});

test('queries are reduced to names, or dropped, and the user agent dropped, where that is asked for', () => {
  const value = refusedExchange({ query: 'page=2&a=b', client: { address: '192.0.2.7', userAgent: 'curl/8' } });
  expect(protect(value, { query: 'names' }).query).toBe('page=***&a=***');
  expect(protect(value, { query: 'drop', userAgent: 'drop' })).toMatchObject({ query: '', client: { userAgent: null } });
});

test('what people are known by leaves neither with the path that a decoy quotes', () => {
  const [evidence] = detectionWith().evidence;
  if (evidence === undefined) throw new Error('no evidence');
  const decoy = { ...evidence, variable: 'path', seen: 'GET /internal/ana@shop.example/export' };
  const record = createPrivacy(DEFAULT, KEY)({ kind: 'detection', value: detectionWith({ evidence: [decoy] }) });
  expect(record.kind === 'detection' && record.value.evidence[0]?.seen).toBe('GET /internal/***/export');
});

test('header fields and bodies leave in no format, whatever is asked for', () => {
  const message = { headers: [['x-secret-thing', 'hidden-value']] as [string, string][], body: 'hidden-value' };
  const value = refusedExchange({ request: message, response: message });
  for (const format of Object.values(FORMATS)) {
    expect(format.lineOf(createPrivacy(DEFAULT, KEY)({ kind: 'exchange', value }))).not.toContain('hidden-value');
  }
});

test.each<[variable: string, seen: string, query?: Settings['query']]>([
  ['body', 'text of 12 characters: hidden-value'],
  ['body field note', 'words of 12 characters, built as never before near “hid”: hidden-value'],
  ['body field card', '4111111111111111'],
  ['header x-note', 'text of 12 characters: hidden-value'],
  ['cookie theme', 'text of 12 characters: hidden-value'],
  ['query parameter email', 'text of 12 characters: hidden-value'],
  ['query parameter q', 'text of 17 characters: hidden-value@x.example'],
  ['query parameter q', 'text of 100 characters: hidden-value and a start of someb…'],
  ['query parameter q', 'text of 12 characters: hidden-value', 'drop'],
  ['query parameter q', '4111111111111111', 'names'],
  ['path parameter user', 'text of 20 characters: hidden-value@x.example'],
  ['path', 'text of 30 characters: /users/hidden-value@x.example'],
])(
  'a value that a detection quotes leaves in no format where its request would not show it: %s, %s',
  (variable, seen, query = 'masked') => {
    const [evidence] = detectionWith().evidence;
    if (evidence === undefined) throw new Error('no evidence');
    const value = detectionWith({ evidence: [{ ...evidence, variable, seen }] });
    for (const format of Object.values(FORMATS)) {
      const line = format.lineOf(createPrivacy({ ...DEFAULT, query }, KEY)({ kind: 'detection', value }));
      expect(line).not.toMatch(/hidden|4111|never before/);
    }
  },
);

test.each([
  ['query parameter limit', '100000'],
  ['query parameter sort', 'letters of 4 characters: desc'],
  ['query parameter page', '3 times'],
  ['body field note', 'it stands there'],
  ['body field note', '3 times'],
  ['path parameter order', 'letters of 5 characters: admin'],
  ['requests, in 10 minutes', '500'],
])('what says nothing of anybody is exported as it was seen: %s, %s', (variable, seen) => {
  const [evidence] = detectionWith().evidence;
  if (evidence === undefined) throw new Error('no evidence');
  const record = createPrivacy(DEFAULT, KEY)({ kind: 'detection', value: detectionWith({ evidence: [{ ...evidence, variable, seen }] }) });
  expect(record.kind === 'detection' && record.value.evidence[0]?.seen).toBe(seen);
});

test('hashes tell callers apart, the same way in all kinds of records, and with another key differently', () => {
  const settings: Settings = { ...DEFAULT, addresses: 'hash', users: 'hash' };
  const at = (address: string) => refusedExchange({ client: { address, userAgent: null } });
  const [one, again, other] = ['192.0.2.7', '192.0.2.7', '192.0.2.8'].map((address) => protect(at(address), settings).client.address);
  expect(one).toMatch(/^h-[A-Za-z0-9_-]{22}$/);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(protect(at('192.0.2.7'), settings, Buffer.alloc(32, 2)).client.address).not.toBe(one);
  const detection = createPrivacy(settings, KEY)({ kind: 'detection', value: detectionWith() });
  expect(detection.kind === 'detection' && detection.value.alsoKnownAs[0]?.id).toBe(one);
});

test('where callers are hashed, their names are in no format and in no text', () => {
  const settings: Settings = { query: 'drop', userAgent: 'drop', addresses: 'hash', users: 'hash' };
  const records: readonly ExportRecord[] = [
    { kind: 'detection', value: detectionWith() },
    { kind: 'incident', value: { incident: incidentWith(), change: 'opened', time: '2026-11-01T12:00:00.000Z' } },
    { kind: 'detection', value: detectionWith({ subject: { kind: 'session', id: 'alice' } }) },
    { kind: 'incident', value: { incident: incidentWith({ note: 'it is alice' }), change: 'changed', time: '2026-11-01T12:00:00.000Z' } },
    { kind: 'sanction', value: { sanction: sanctionWith(), change: 'imposed' } },
    {
      kind: 'exchange',
      value: refusedExchange({
        client: { address: '192.0.2.7', userAgent: 'alice-agent', session: 'alice-session' },
        principal: {
          kind: 'apiKey',
          subject: 'alice',
          consumer: 'acme',
          credential: 'alice-key',
          token: 'alice-token',
          application: 'alice-app',
        },
        claimed: 'alice',
        query: 'user=alice',
        reason: 'no role of alice at 192.0.2.7',
        verdicts: [{ policy: 'access', checkpoint: 'access', outcome: 'refuse', reason: 'alice may not', durationUs: 1 }],
      }),
    },
  ];
  const alice = /alice|192\.0\.2\.7/;
  for (const format of Object.values(FORMATS)) {
    for (const record of records) expect(format.lineOf(createPrivacy(settings, KEY)(record)), record.kind).not.toMatch(alice);
  }
});

test.each([
  ['kind of client of one credential, by user agent and TLS fingerprint', '198.51.100.9 evil-agent t13d1516h2'],
  ['use of one credential: from another network', '2001:db8::66 AS64500 NO evil-agent 2.0'],
  ['country', 'NO (198.51.100.9)'],
  ['country', 'NO (198.51.100.9), 3 minutes after another country, from 198.51.100.9.'],
])(
  'addresses and user agents that are quoted of somebody else do not leave where these are hashed and dropped: %s, %s',
  (variable, seen) => {
    const settings: Settings = { ...DEFAULT, userAgent: 'drop', addresses: 'hash', users: 'hash' };
    const [evidence] = detectionWith().evidence;
    if (evidence === undefined) throw new Error('no evidence');
    const value = detectionWith({ evidence: [{ ...evidence, variable, seen, learned: 'another one than 198.51.100.9' }] });
    for (const format of Object.values(FORMATS)) {
      const line = format.lineOf(createPrivacy(settings, KEY)({ kind: 'detection', value }));
      expect(line).not.toMatch(/198\.51|2001:db8|evil|t13d/);
      expect(line).toContain('h-');
    }
    const kept = createPrivacy({ ...DEFAULT, userAgent: 'drop' }, KEY)({ kind: 'detection', value });
    expect(kept.kind === 'detection' && kept.value.evidence[0]?.seen).toBe(seen.replace(/ evil.*/, ''));
  },
);

test('a hashed address has the same hash in a text as elsewhere, and none that begins like it is taken for it', () => {
  const settings: Settings = { ...DEFAULT, addresses: 'hash' };
  const value = sanctionWith({ match: [{ kind: 'address', id: '192.0.2.7' }], reason: 'from 192.0.2.7 and 192.0.2.70, in 1.5 h at 12:30' });
  const record = createPrivacy(settings, KEY)({ kind: 'sanction', value: { sanction: value, change: 'imposed' } });
  if (record.kind !== 'sanction') throw new Error('no sanction');
  const { match, reason } = record.value.sanction;
  expect(reason).toMatch(/^from h-\S{22} and h-\S{22}, in 1\.5 h at 12:30$/);
  expect(reason).toContain(`from ${match[0]?.id} and`);
});

test.each(['address:8.8.4.4', 'from 8.8.4.4.', 'from 8.8.4.4:443', '[2001:db8::1]:443'])(
  'a hashed address leaves with no port and behind no colon: %s',
  (reason) => {
    const privacy = createPrivacy({ ...DEFAULT, addresses: 'hash' }, KEY);
    const line = FORMATS.ecs.lineOf(privacy({ kind: 'sanction', value: { sanction: sanctionWith({ reason }), change: 'imposed' } }));
    expect(line).toContain('h-');
    expect(line).not.toMatch(/8\.8\.4\.4|2001:db8/);
  },
);

test.each([
  ['block s-1 by response:block: decoy: path: seen GET /internal/ana@shop.example', '/internal/***'],
  ['card=4111111111111111', 'card=***'],
  ['to user:ana%40shop.example', 'to user:***'],
])('what people are known by leaves with no reason: %s', (reason, expected) => {
  const privacy = createPrivacy(DEFAULT, KEY);
  const verdicts = [{ policy: 'access', checkpoint: 'access' as const, outcome: 'refuse' as const, reason, durationUs: 1 }];
  const exchange = protect(refusedExchange({ reason, verdicts }));
  const sanction = privacy({ kind: 'sanction', value: { sanction: sanctionWith({ reason }), change: 'imposed' } });
  const reasons = [exchange.reason, exchange.verdicts[0]?.reason, sanction.kind === 'sanction' ? sanction.value.sanction.reason : ''];
  for (const said of reasons) {
    expect(said).toContain(expected);
    expect(said).not.toMatch(/ana|4111/);
  }
});

test('the name of a caller who is not hashed stays in the reason, as it stands beside it', () => {
  const match = [{ kind: 'user', id: 'ana@shop.example' }] as const;
  const record = {
    kind: 'sanction',
    value: { sanction: sanctionWith({ match: [...match], reason: 'asked by user:ana@shop.example' }), change: 'imposed' },
  } as const;
  const said = createPrivacy(DEFAULT, KEY)(record);
  expect(said.kind === 'sanction' && said.value.sanction.reason).toBe('asked by user:ana@shop.example');
});

test('every kind of record passes through', () => {
  const kinds = exportRecords().map((record) => createPrivacy(DEFAULT, KEY)(record).kind);
  expect(new Set(kinds)).toEqual(new Set(EXPORT_KINDS));
});
