import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { loadConfigurationText } from './load.ts';

const problemsOf = async (behavior: string) => {
  const yaml = `apis: { orders: { upstreams: ['http://127.0.0.1:1'], path: /orders, owner: a, contact: b } }\nbehavior: { ${behavior} }\n`;
  const { problems } = await loadConfigurationText(yaml, '/nowhere/airside.yaml');
  return problems
    .filter(({ pointer }) => pointer.startsWith('/behavior'))
    .map(({ severity, pointer, message }) => [severity, pointer, message]);
};
const ladder = (step: string): string => `responses: { ladder: [${step}] }`;

test.each([
  ['block', '{ do: block }', '/behavior/responses/ladder/0', 'a block without a time limit would last until somebody remembers it'],
  ['step-up', '{ do: stepUp }', '/behavior/responses/ladder/0', 'a stepUp without a time limit would last until somebody remembers it'],
  ['no time', '{ do: block, for: 0s }', '/behavior/responses/ladder/0/for', 'lasts no time'],
  ['throttle', '{ do: throttle, for: 1h }', '/behavior/responses/ladder/0', 'a throttle has to say what it lets pass'],
  ['rate', '{ do: block, for: 1h, requestsPerMinute: 3 }', '/behavior/responses/ladder/0/requestsPerMinute', 'means nothing to `block`'],
  ['time of a message', '{ do: notify, for: 1h }', '/behavior/responses/ladder/0/for', 'means nothing to `notify`'],
  ['API', '{ do: notify, apis: [order] }', '/behavior/responses/ladder/0/apis/0', expect.stringContaining('order')],
  ['indicator', '{ do: notify, indicators: [probng] }', '/behavior/responses/ladder/0/indicators/0', expect.stringContaining('probng')],
  ['channel', '{ do: notify, channels: [pager] }', '/behavior/responses/ladder/0/channels/0', expect.stringContaining('pager')],
  ['user', '{ do: stepUp, for: 1h, of: [address] }', '/behavior/responses/ladder/0/of', 'asks nobody who could prove who it is'],
])('a step that makes no sense is refused: %s', async (_what, step, pointer, message) => {
  expect(await problemsOf(ladder(step))).toEqual([['error', pointer, message]]);
});

test.each([
  ['responses: { allow: [somebody] }', '/behavior/responses/allow/0'],
  ["responses: { allow: ['api:orders'] }", '/behavior/responses/allow/0'],
  ["responses: { allow: ['192.0.2.0/33'] }", '/behavior/responses/allow/0'],
  ['reputation: [{ file: no-such.txt }]', '/behavior/reputation/0/file'],
  ["decoys: { paths: ['order /x'] }", '/behavior/decoys/paths/0'],
  ['decoys: { apis: [/orders] }', '/behavior/decoys/apis/0'],
  ['responses: { ladder: [{ do: block, for: 1h, of: [api] }] }', '/behavior/responses/ladder/0/of/0'],
  ['responses: { ladder: [{ do: block, for: 1h, of: [address+address] }] }', '/behavior/responses/ladder/0/of/0'],
  ["sessionCookies: ['a b']", '/behavior/sessionCookies/0'],
])('what means nobody or nothing is refused: %s', async (behavior, pointer) => {
  expect((await problemsOf(behavior)).map(([severity, place]) => [severity, place])).toEqual([['error', pointer]]);
});

test.each([
  ['{ do: block, for: 90d }', '/behavior/responses/ladder/0/for'],
  ['{ do: block, for: 1h, dryRun: false, of: [network] }', '/behavior/responses/ladder/0/of'],
  [
    '{ do: block, for: 1h, dryRun: false }, { do: throttle, for: 1h, dryRun: false, requestsPerMinute: 5, risk: 50 }',
    '/behavior/responses/ladder/1',
  ],
])('what is probably not meant is warned of: %s', async (steps, pointer) => {
  expect((await problemsOf(ladder(steps))).map(([severity, place]) => [severity, place])).toEqual([['warning', pointer]]);
});

test.each([
  '',
  "responses: { allow: ['user:acme', 192.0.2.0/24, 2001:db8::/32, 'credential:ci'] }",
  "decoys: { paths: ['orders /internal/export'], apis: [/admin-api, internal.example.com/v0] }",
  'responses: { ladder: [{ do: throttle, risk: 50, for: 1h, requestsPerMinute: 5, dryRun: false }, { do: block, risk: 90, for: 1h, dryRun: false }] }',
])('what makes sense is accepted: %s', async (behavior) => {
  expect(await problemsOf(behavior)).toEqual([]);
});

test('an entry of an allow list that means nobody is answered with what would mean somebody', async () => {
  const { problems } = await loadConfigurationText("behavior: { responses: { allow: [acme, 'api:orders'] } }\n", '/nowhere/airside.yaml');
  expect(problems.map(({ expected }) => expected)).toEqual([
    'an address, a network, or a name such as user:acme; kinds are address, network, session, token, credential, application, user',
    'a caller, which an API is not',
  ]);
});

/** What is found in a list of addresses. */
async function problemsOfList(text: string) {
  const directory = mkdtempSync(join(tmpdir(), 'airside-list-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'list.txt'), text);
  const { problems } = await loadConfigurationText('behavior: { reputation: [{ file: list.txt }] }\n', join(directory, 'airside.yaml'));
  return problems.filter(({ pointer }) => pointer.startsWith('/behavior'));
}

test('of a list of addresses the first line that means nobody is named', async () => {
  expect(await problemsOfList('192.0.2.1\n# Tor\n\n192.0.2.0/33 # no network\nnobody\n')).toMatchObject([
    {
      severity: 'warning',
      pointer: '/behavior/reputation/0/file',
      message: 'line 4 is neither an address nor a network, and is passed over',
      found: '"192.0.2.0/33 # no network"',
    },
  ]);
});

test.each([
  ['addresses and networks', '192.0.2.1\r\n2001:db8::/32 # a network\n\n# nothing else\n'],
  ['nothing', ''],
])('a list of %s is accepted', async (_, text) => {
  expect(await problemsOfList(text)).toEqual([]);
});
