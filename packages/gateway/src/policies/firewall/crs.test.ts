import { coreRuleSetForTests } from '@airside/seclang/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { form, headers, notesUnder, post } from '../../../test/browser-requests.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES } from '../../../test/notes.ts';

const crs = coreRuleSetForTests('4.28');

describe.skipIf(crs === undefined)('with the Core Rule Set', () => {
  let upstream: Upstream;
  let house: House;
  const yaml = (more = '') => notesUnder(crs?.folder ?? '', upstream.url, more);

  beforeAll(async () => {
    upstream = await startUpstream();
    house = await startHouse(yaml(), { 'notes.yaml': NOTES });
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await upstream.close();
  });

  const ATTACKS: Readonly<Record<string, readonly [string, object]>> = {
    'SQL injection in a form': ['/notes', form("id=1'+OR+'1'%3D'1'--+")],
    'SQL injection in JSON': ['/notes', post('application/json', '{"filter":{"id":"1\' UNION SELECT password FROM users-- "}}')],
    'SQL injection in a cookie': ['/notes', { headers: { ...headers, cookie: "session=1' UNION SELECT password FROM users-- " } }],
    'SQL injection in a header': ['/notes', { headers: { ...headers, referer: "http://a/' UNION SELECT password FROM users-- " } }],
    'SQL injection in the query': ['/notes?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20', { headers }],
    'a path outside': ['/notes?file=../../../../etc/passwd', { headers }],
    'cross-site scripting in JSON': ['/notes', post('application/json', '{"text":"<script>alert(document.cookie)</script>"}')],
    'a scanner': ['/notes', { headers: { ...headers, 'user-agent': 'sqlmap/1.8' } }],
  };
  test.each(Object.entries(ATTACKS))('%s is blocked', async (_name, [path, options]) => {
    const seen = upstream.seen.length;
    expect((await house.call(path, options)).status).toBe(403);
    expect(upstream.seen.length).toBe(seen);
  });

  const HONEST: Readonly<Record<string, readonly [string, object]>> = {
    'a list': ['/notes', { headers }],
    'an order in JSON': [
      '/notes',
      post('application/json', '{"items":[{"sku":"ABC-1","quantity":2}],"note":"Please ring twice, O\'Neill & Sons"}'),
    ],
    'a form': ['/notes', form('name=Jane+Doe&city=Zürich')],
  };
  test.each(Object.entries(HONEST))('%s passes', async (_name, [path, options]) => {
    expect((await house.call(path, options)).status).toBe(200);
  });

  test('the record names rules and score', async () => {
    await house.call('/notes', { headers: { ...headers, 'x-request-id': 'scored', cookie: "a=1' UNION SELECT password FROM users-- " } });
    const { verdicts } = await house.exchange(({ id }) => id === 'scored');
    expect(verdicts.at(-1)?.reason).toMatch(/^score \d+: .*942100 SQL Injection Attack Detected via libinjection.*949110/);
  });

  test('the threshold and the paranoia level are those of the configuration', { timeout: 60_000 }, async () => {
    const [path, options] = ATTACKS['SQL injection in a cookie'] ?? ['', {}];
    await house.apply(yaml('threshold: 10000'));
    expect((await house.call(path, options)).status).toBe(200);
    const odd = { headers: { ...headers, 'x-note': 'a'.repeat(30), cookie: 'a=b;;;;!!(){}**' } };
    await house.apply(yaml());
    expect((await house.call('/notes', odd)).status).toBe(200);
    await house.apply(yaml('paranoia: 4'));
    expect((await house.call('/notes', odd)).status).toBe(403);
  });

  test('a leak in an answer is held back where bodies are looked at, an honest answer is not', { timeout: 60_000 }, async () => {
    const leaking = await startUpstream((request, response) => {
      response.setHeader('content-type', 'text/html');
      const fault = 'You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version';
      response.end(request.url === '/notes?leak' ? `<html>${fault} for the right syntax to use near</html>` : '<html>fine</html>');
    });
    await house.apply(yaml('responses: bodies').replace(upstream.url, leaking.url));
    expect((await house.call('/notes?leak', { headers })).status).toBe(502);
    expect((await house.call('/notes', { headers })).status).toBe(200);
    await house.apply(yaml('responses: headers').replace(upstream.url, leaking.url));
    expect((await house.call('/notes?leak', { headers })).status).toBe(200);
    await leaking.close();
  });
});
