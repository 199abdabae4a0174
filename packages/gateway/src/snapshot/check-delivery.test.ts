import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { loadConfigurationText } from './load.ts';

const environment = { SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`, TOKEN: 'Bearer 0123456789abcdef' };

async function load(yaml: string) {
  const directory = mkdtempSync(join(tmpdir(), 'airside-delivery-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'no.pem'), 'no certificate');
  return loadConfigurationText(`${yaml}\napis: { shop: { upstreams: ['http://127.0.0.1:1'] } }\n`, join(directory, 'airside.yaml'), {
    environment,
  });
}

const errors = ({ problems }: Awaited<ReturnType<typeof load>>) =>
  problems.filter(({ severity }) => severity === 'error').map(({ pointer, message, hint }) => [pointer, message, hint]);

test.each([
  [
    'an API that a channel is for',
    "channels: { a: { for: { apis: [shopp] }, webhook: { url: 'https://a.example', secret: '${env:SECRET}' } } }",
    '/channels/a/for/apis/0',
  ],
  [
    'an API that has its own repository',
    "channels: { a: { github: { token: '${env:TOKEN}', repository: a/b, repositories: { shopp: a/c } } } }",
    '/channels/a/github/repositories/shopp',
  ],
  ['an API that is exported', "exports: { a: { apis: [shopp], http: { url: 'https://a.example' } } }", '/exports/a/apis/0'],
])('%s has to be there', async (_case, yaml, pointer) => {
  expect(errors(await load(yaml))).toEqual([[pointer, 'there is no API "shopp"', 'did you mean "shop"?']]);
});

test('a channel that the ladder names has to be there', async () => {
  const yaml = `channels: { chat: { webhook: { url: 'https://a.example', secret: '\${env:SECRET}' } } }
behavior: { responses: { ladder: [{ do: notify, channels: [chat, chatt] }] } }`;
  expect(errors(await load(yaml))).toEqual([
    ['/behavior/responses/ladder/0/channels/1', 'there is no channel "chatt"', 'did you mean "chat"?'],
  ]);
});

test('channels that alerts name have to be there', async () => {
  const loaded = await load('alerts: { channels: [pager] }');
  expect(errors(loaded)).toEqual([['/alerts/channels/0', 'there is no channel "pager"', undefined]]);
});

test('channels that alerts and their rules name are found where they are', async () => {
  const yaml = `channels: { chat: { webhook: { url: 'https://a.example', secret: '\${env:SECRET}' } } }
alerts:
  channels: [chat]
  rules:
    slow:
      threshold: { metric: duration.p99, above: 800 }
      channels: [chat]
      escalation: [{ after: 10m, channels: [chat] }]`;
  expect(errors(await load(yaml))).toEqual([]);
});

test.each(['missing.pem', 'no.pem'])('certificates that cannot be used are named: %s', async (file) => {
  const loaded = await load(`exports: { a: { ca: ${file}, http: { url: 'https://a.example' } } }`);
  expect(errors(loaded)).toEqual([['/exports/a/ca', expect.stringContaining(file), undefined]]);
  expect(loaded.files.some((name) => name.endsWith(file))).toBe(true);
});

test('gateways get neither the credentials of channels and exports, nor anything else of them', async () => {
  const { bundle, configuration } = await load(
    `channels: { a: { webhook: { url: 'https://a.example/hidden', secret: '\${env:SECRET}' } } }
exports: { a: { http: { url: 'https://a.example', authorization: '\${env:TOKEN}' } } }`,
  );
  expect(Object.keys(configuration?.channels ?? {})).toEqual(['a']);
  const sent = JSON.stringify(bundle);
  expect(sent).toContain('shop');
  for (const part of ['a.example', environment.SECRET, environment.TOKEN]) expect(sent).not.toContain(part);
});
