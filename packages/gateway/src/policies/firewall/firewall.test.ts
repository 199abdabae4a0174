import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES, RULES } from '../../../test/notes.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const yaml = (upstream: string, firewall: string) =>
  `apis: { notes: { upstreams: ['${upstream}'], definition: notes.yaml, policies: { authentication: { anonymous: always }, ` +
  `contract: { mode: off }, firewall: { ${firewall} } } } }\n`;

async function start(firewall = 'rules: [own.conf]', rules = RULES) {
  const upstream = await startUpstream();
  const house = await startHouse(yaml(upstream.url, firewall), { 'notes.yaml': NOTES, 'own.conf': rules });
  running.push(upstream, house);
  return { ...house, upstream, firewall: (options: string) => house.apply(yaml(upstream.url, options)) };
}

const post = (type: string, body: string, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': type, ...more },
  body,
});
const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

describe('what a rule denies is refused with 403, and the upstream never sees it', () => {
  const ATTACKS: Readonly<Record<string, readonly [string, object?]>> = {
    query: ['/notes?q=1+evil'],
    path: ['/notes/evil'],
    header: ['/notes', { headers: { 'x-note': 'evil' } }],
    cookie: ['/notes', { headers: { cookie: 'a=b; note=evil' } }],
    form: ['/notes', post(form, 'a=b&note=e%76il')],
    JSON: ['/notes', post(json, '{"a":[{"note":"\\u0065vil"}]}')],
    'JSON of another name': ['/notes', post('application/merge-patch+json', '{"a":"evil"}')],
    XML: ['/notes', post('application/soap+xml', '<a><b>evil</b></a>')],
    multipart: [
      '/notes',
      post('multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nevil\r\n--B--\r\n'),
    ],
    'a body that is no JSON': ['/notes', post(json, '{"a":')],
    'a multipart body without its end': ['/notes', post('multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data')],
    'attack in the head, before a body': ['/notes?q=evil', post(json, '{}')],
  };

  test.each(Object.entries(ATTACKS))('%s', async (_name, [path, options]) => {
    const house = await start();
    const reply = await house.call(path, options);
    expect(reply.status).toBe(403);
    expect(reply.json()).toEqual({
      type: 'urn:airside:problem:firewall-blocked',
      title: 'The request was taken for an attack',
      status: 403,
      requestId: expect.any(String),
    });
    expect(house.upstream.seen).toEqual([]);
  });
});

test('the record names the rules, and holds nothing of the request', async () => {
  const house = await start();
  await house.call('/notes?q=evil-secret-value');
  const { verdicts, problem } = await house.exchange(() => true);
  expect(problem).toBe('firewall-blocked');
  expect(verdicts.at(-1)).toMatchObject({ policy: 'firewall', outcome: 'refuse', reason: '1001 Evil in an argument' });
});

describe('what no rule denies passes unchanged', () => {
  const HONEST: Readonly<Record<string, readonly [string, { method: string; body?: string }?]>> = {
    query: ['/notes?q=good'],
    form: ['/notes', post(form, 'a=good')],
    JSON: ['/notes', post(json, '{"a":"good"}')],
    'JSON lines': ['/notes', post('application/jsonl', '{"a":1}\n{"a":2}\n')],
    'a sequence of JSON texts': ['/notes', post('application/json-seq', '\x1e{"a":1}\n\x1e{"a":2}\n')],
    'an empty body': ['/notes', { method: 'POST' }],
    'a body of bytes, which is not looked at': ['/notes', post('application/octet-stream', 'evil')],
  };

  test.each(Object.entries(HONEST))('%s', async (_name, [path, options]) => {
    const house = await start();
    expect((await house.call(path, options)).status).toBe(200);
    expect(house.upstream.seen[0]?.body.toString()).toBe(options?.body ?? '');
  });
});

test('a compressed body cannot be inspected and is not let through', async () => {
  const house = await start();
  expect((await house.call('/notes', post(json, '{}', { 'content-encoding': 'gzip' }))).status).toBe(415);
  expect((await house.call('/notes', post(json, '{}', { 'content-encoding': 'identity' }))).status).toBe(200);
});

test('detect lets pass and records what would have been refused', async () => {
  const house = await start('mode: detect, rules: [own.conf]');
  expect((await house.call('/notes', post(form, 'a=evil', { 'x-request-id': 'reported' }))).status).toBe(200);
  const { problem, verdicts } = await house.exchange(({ id }) => id === 'reported');
  expect(problem).toBeNull();
  expect(verdicts.filter(({ outcome }) => outcome === 'report')).toEqual([
    expect.objectContaining({ policy: 'firewall', reason: '1001 Evil in an argument' }),
  ]);
});

test('the engine cannot be turned off by a rule file', async () => {
  const house = await start('rules: [own.conf]', `SecRuleEngine DetectionOnly\nSecRequestBodyAccess Off\n${RULES}`);
  expect((await house.call('/notes', post(form, 'a=evil'))).status).toBe(403);
});

test('without rules, and off, it does not look', async () => {
  const house = await start('mode: off, rules: [own.conf]');
  expect((await house.call('/notes?q=evil')).status).toBe(200);
  await house.firewall('');
  expect((await house.call('/notes?q=evil')).status).toBe(200);
});

describe('exclusions', () => {
  const status = async (exclude: string, path: string, options?: object) =>
    (await (await start(`rules: [own.conf], exclude: [${exclude}]`)).call(path, options)).status;

  test('a rule is left out by id, by range and by tag', async () => {
    expect(await status('{ rules: [1001] }', '/notes?q=evil')).toBe(200);
    expect(await status("{ rules: ['1000-1001'] }", '/notes?q=evil')).toBe(200);
    expect(await status('{ tags: [attack-evil] }', '/notes?q=evil')).toBe(200);
  });

  test('no other rule is', async () => {
    expect(await status('{ rules: [1002] }', '/notes?q=evil')).toBe(403);
    expect(await status('{ tags: [attack] }', '/notes?q=evil')).toBe(403);
  });

  test('a parameter is left out in query, form and JSON, another is not', async () => {
    const exclude = '{ rules: [1001], parameters: [q] }';
    expect(await status(exclude, '/notes?q=evil')).toBe(200);
    expect(await status(exclude, '/notes', post(form, 'q=evil'))).toBe(200);
    expect(await status(exclude, '/notes', post(json, '{"q":"evil"}'))).toBe(200);
    expect(await status(exclude, '/notes?q=evil&r=evil')).toBe(403);
    expect(await status(exclude, '/notes', post(json, '{"r":{"q":"evil"}}'))).toBe(403);
  });

  test('an operation is left out, another is not', async () => {
    const exclude = '{ rules: [1001], operations: ["GET /notes"] }';
    expect(await status(exclude, '/notes?q=evil')).toBe(200);
    expect(await status(exclude, '/notes', post(form, 'q=evil'))).toBe(403);
  });

  test('an operation that does not exist is an error', async () => {
    await expect(start('rules: [own.conf], exclude: [{ rules: [1], operations: [getNote] }]')).rejects.toThrow('no operation "getNote"');
  });
});

describe('a change of the rules', () => {
  test('is applied with the next configuration, and the same rules are not compiled again', async () => {
    const house = await start();
    expect((await house.call('/notes?q=wicked')).status).toBe(200);
    writeFileSync(join(house.directory, 'own.conf'), RULES.replaceAll('evil', 'wicked'));
    await house.firewall('rules: [own.conf]');
    expect((await house.call('/notes?q=wicked')).status).toBe(403);
    expect((await house.call('/notes?q=evil')).status).toBe(200);
  });

  test('to broken ones refuses the configuration, with file and line, and the rules before go on', async () => {
    const house = await start();
    writeFileSync(join(house.directory, 'own.conf'), '# broken\nSecRule ARGS "@rx (" "id:1,phase:2,deny"\n');
    await expect(house.firewall('rules: [own.conf]')).rejects.toThrow(`${join(house.directory, 'own.conf')}:2:1: error: `);
    expect((await house.call('/notes?q=evil')).status).toBe(403);
  });

  test('to ones that are not there is an error of the configuration', async () => {
    const house = await start();
    await expect(house.firewall('rules: ["none/*.conf"]')).rejects.toThrow(
      /none\/\*\.conf names no file\n.*\/apis\/notes\/policies\/firewall\/rules\/0/,
    );
    await expect(house.firewall('crs: none')).rejects.toThrow('none holds no rules/*.conf');
  });
});
