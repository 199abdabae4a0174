import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES, RULES } from '../../../test/notes.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(auditLog: string, rules = RULES) {
  const upstream = await startUpstream();
  const house = await startHouse(
    `apis: { notes: { upstreams: ['${upstream.url}'], definition: notes.yaml, policies: { authentication: { anonymous: always, apiKeyHeader: X-Partner }, ` +
      `contract: { mode: off }, firewall: { rules: [own.conf], auditLog: ${auditLog} } } } }\n`,
    { 'notes.yaml': NOTES, 'own.conf': rules },
  );
  running.push(upstream, house);
  /** What was written once the gateway has ended. */
  const written = async (): Promise<string> => {
    await house.gateway.close();
    return readFileSync(join(house.directory, 'audit.log'), 'latin1');
  };
  return { ...house, written };
}

test('a refused request is one line of JSON under its request id, an unremarkable one none', async () => {
  const house = await start('{ file: audit.log }');
  await house.call('/notes?q=good');
  await house.call('/notes?q=evil&api_token=evil-word', { headers: { 'x-request-id': 'first', accept: 'text/plain' } });
  const lines = (await house.written()).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    transaction: { id: 'first', clientAddress: '127.0.0.1' },
    request: { line: 'GET /notes?q=evil&api_token=*** HTTP/1.1', headers: expect.arrayContaining([['accept', 'text/plain']]) },
    messages: [{ id: 1001 }],
  });
});

test('values of fields that carry credentials are written in no format and no part', async () => {
  for (const format of ['json', 'native']) {
    const house = await start(
      `{ file: audit.log, format: ${format}, parts: BCEFHIJ }`,
      `SecRule REQUEST_HEADERS "@rx s[e]cret" "id:1,phase:1,deny,t:none,msg:'found %{MATCHED_VAR}',logdata:'%{MATCHED_VAR}'"`,
    );
    for (const name of ['authorization', 'cookie', 'x-api-key', 'x-partner', 'proxy-authorization']) {
      await house.call('/notes', { headers: { [name]: name === 'cookie' ? 'a=my-secret' : 'Bearer my-secret' } });
    }
    const text = await house.written();
    expect(text.split('left out').length, format).toBeGreaterThan(5);
    expect(text).not.toContain('secret');
  }
});

test('the native format has its sections, and no caller can begin one', async () => {
  const house = await start('{ file: audit.log, format: native, parts: BHC }');
  const body = 'a=evil\n--00000000-Z--\n';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await house.call('/notes', { method: 'POST', headers, body });
  const sections = [...(await house.written()).matchAll(/^--[0-9a-f]{8}-([A-Z])--$/gm)].map(([, part]) => part);
  expect(sections.filter((part) => part !== 'Z')).toEqual(['A', 'B', 'C', 'H']);
});

test('a record that would be huge is cut to what matters', async () => {
  const house = await start('{ file: audit.log, parts: BCH }');
  const body = `b=${'x'.repeat(500_000)}&a=evil`;
  await house.call('/notes', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  const text = await house.written();
  expect(text.length).toBeLessThan(300_000);
  expect(JSON.parse(text)).toMatchObject({ messages: [{ id: 1001 }] });
});

test('a log that cannot be written stops no request', async () => {
  const house = await start('{ file: missing/folder/audit.log }');
  expect((await house.call('/notes?q=evil')).status).toBe(403);
  expect((await house.call('/notes?q=good')).status).toBe(200);
});
