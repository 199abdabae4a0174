import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES } from '../../../test/notes.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(firewall: string, rules = '') {
  const upstream = await startUpstream();
  const house = await startHouse(
    `apis: { notes: { upstreams: ['${upstream.url}'], definition: notes.yaml, policies: { authentication: { anonymous: always }, ` +
      `contract: { mode: off }, firewall: { ${firewall} } } } }\n`,
    { 'notes.yaml': NOTES, 'own.conf': rules },
  );
  running.push(upstream, house);
  const recorded = async (path: string, options: object = {}) => {
    await house.call(path, { headers: { 'x-request-id': 'r', 'user-agent': 'test', accept: '*/*' }, ...options });
    return house.exchange(({ id }) => id === 'r');
  };
  return { ...house, recorded };
}

const INJECTION = encodeURIComponent("1' UNION SELECT password FROM users-- ");
const form = { method: 'POST', headers: { 'x-request-id': 'r', 'content-type': 'application/x-www-form-urlencoded' } };

describe('what rules found is in the record', () => {
  test('of a refused request, with its score', async () => {
    const { recorded } = await start('');
    const { firewall, status } = await recorded(`/notes?q=${INJECTION}`);
    expect(status).toBe(403);
    expect(firewall?.score).toBeGreaterThanOrEqual(5);
    expect(firewall?.matches).toContainEqual({ rule: expect.any(Number), variables: ['ARGS:q'] });
    expect(firewall?.matches.at(-1)?.rule).toBe(109_990);
  });

  test('of one below the threshold, which passes', async () => {
    const { recorded } = await start('threshold: 1000');
    const { firewall, status, problem } = await recorded(`/notes?q=${INJECTION}`);
    expect([status, problem]).toEqual([200, null]);
    expect(firewall?.score).toBeGreaterThanOrEqual(5);
    expect(firewall?.matches.map(({ rule }) => rule)).not.toContain(109_990);
  });

  test('of one that passes because the firewall only looks', async () => {
    const { recorded } = await start('mode: detect');
    const { firewall, status } = await recorded(`/notes?q=${INJECTION}`);
    expect(status).toBe(200);
    expect(firewall?.matches.length).toBeGreaterThan(0);
  });

  test('but not of rules that are not logged, nor of a request in which nothing was found', async () => {
    const { recorded } = await start('rules: [own.conf]', `SecRule ARGS:q "@contains a" "id:1,phase:2,pass,nolog"`);
    expect((await recorded('/notes?q=a')).firewall).toBeUndefined();
  });

  test('by the names of variables, never their values', async () => {
    const { recorded } = await start(
      'rules: [own.conf]',
      `SecRule ARGS|REQUEST_HEADERS:X-Note "@contains evil" "id:1,phase:2,pass,msg:'%{MATCHED_VAR}'"`,
    );
    const exchange = await recorded('/notes', { ...form, headers: { ...form.headers, 'x-note': 'evil-header' }, body: 'one=evil-form' });
    expect(exchange.firewall?.matches).toEqual([{ rule: 1, variables: ['ARGS:one', 'REQUEST_HEADERS:x-note'] }]);
    expect(JSON.stringify(exchange)).not.toMatch(/evil-/);
  });
});

describe('what a caller chooses is bounded and fit for a terminal', () => {
  test('names', async () => {
    const { recorded } = await start('rules: [own.conf]', 'SecRule ARGS "@contains evil" "id:1,phase:2,pass"');
    const { firewall } = await recorded('/notes', { ...form, body: `%1b%5b31m=evil&%c3%bc=evil&${'n'.repeat(1000)}=evil&%e2%80%ae=evil` });
    const names = firewall?.matches[0]?.variables ?? [];
    expect(names.slice(0, 2)).toEqual(['ARGS:\\u001b[31m', 'ARGS:ü']);
    expect(names[2]).toHaveLength(128);
    expect(names[3]).toBe('ARGS:\\u202e');
  });

  test('how many variables of a rule', async () => {
    const { recorded } = await start('rules: [own.conf]', 'SecRule ARGS "@contains evil" "id:1,phase:2,pass"');
    const body = Array.from({ length: 40 }, (_, index) => `p${index}=evil`).join('&');
    expect((await recorded('/notes', { ...form, body })).firewall?.matches[0]?.variables).toHaveLength(10);
  });

  test('how many rules', async () => {
    const rules = Array.from({ length: 60 }, (_, index) => `SecRule ARGS "@contains evil" "id:${index + 1},phase:2,pass"`).join('\n');
    const { recorded } = await start('rules: [own.conf]', rules);
    expect((await recorded('/notes?q=evil')).firewall?.matches).toHaveLength(50);
  });
});

test('rules that count run at the end of each exchange, refused or not, and what they count outlives it', async () => {
  const { recorded, call } = await start(
    'rules: [own.conf]',
    `SecAction "id:1,phase:1,pass,nolog,initcol:ip=%{REMOTE_ADDR}"
SecRule IP:FAILED "@ge 2" "id:2,phase:1,deny,t:none,msg:'Too many failures'"
SecRule ARGS "@contains evil" "id:3,phase:2,deny,t:none,msg:'Evil'"
SecRule ARGS "@contains evil" "id:4,phase:5,pass,nolog,setvar:ip.failed=+1,expirevar:ip.failed=60"
`,
  );
  expect((await call('/notes')).status).toBe(200);
  expect((await call('/notes?q=evil')).status).toBe(403);
  expect((await call('/notes')).status).toBe(200);
  expect((await call('/notes?q=evil')).status).toBe(403);
  const { status, reason } = await recorded('/notes');
  expect([status, reason]).toEqual([403, '2 Too many failures']);
});
