import { expect, test } from 'vitest';

import { startTestShop } from '../testing/client.ts';

const login = (username: string, password = `${username}-demo-password`) => ({ body: { username, password } });

test('every demo user of the README can log in and is who it says', async () => {
  await using shop = await startTestShop();
  for (const name of ['ana', 'ben', 'chloe', 'dev', 'acme-orders', 'globex-orders', 'olivia']) {
    const { status, body } = await shop.call('POST', '/sessions', login(name));
    expect(status).toBe(201);
    expect(body['expiresIn']).toBe(900);
    expect(String(body['scope']).split(' ').includes('admin')).toBe(name === 'olivia');
  }
});

test('a wrong password and an unknown user get the same answer', async () => {
  await using shop = await startTestShop();
  const wrong = await shop.call('POST', '/sessions', login('ana', 'wrong'));
  const unknown = await shop.call('POST', '/sessions', login('nobody'));
  expect(wrong.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
});

test('the eleventh attempt in a minute is refused even with the right password, and other users are not affected', async () => {
  let nowMs = 1_000_000;
  await using shop = await startTestShop({ now: () => nowMs });
  for (let attempt = 0; attempt < 10; attempt++) expect((await shop.call('POST', '/sessions', login('ana', 'wrong'))).status).toBe(401);
  const refused = await shop.call('POST', '/sessions', login('ana'));
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await shop.call('POST', '/sessions', login('ben'))).status).toBe(201);
  nowMs += 60_000;
  expect((await shop.call('POST', '/sessions', login('ana'))).status).toBe(201);
});

test('attempts at the same moment are all counted', async () => {
  await using shop = await startTestShop();
  const answers = await Promise.all(Array.from({ length: 14 }, () => shop.call('POST', '/sessions', login('ana', 'wrong'))));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
});

test.each([
  ['no body', undefined],
  ['a list', []],
  ['a missing password', { username: 'ana' }],
  ['an empty password', { username: 'ana', password: '' }],
  ['a password that is no text', { username: 'ana', password: { $ne: '' } }],
  ['a password of 129 characters', { username: 'ana', password: 'x'.repeat(129) }],
  ['one more member', { username: 'ana', password: 'ana-demo-password', role: 'admin' }],
])('a login with %s is refused', async (_, body) => {
  await using shop = await startTestShop();
  expect((await shop.call('POST', '/sessions', { body })).status).toBe(body === undefined ? 415 : 400);
});
