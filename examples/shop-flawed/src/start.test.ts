import { expect, test } from 'vitest';

import { startFlawedShop } from './start.ts';

test.each(['0.0.0.0', '::', '192.0.2.1', 'localhost', 'shop.example', ''])('the flawed shop refuses to listen on %j', async (host) => {
  await expect(startFlawedShop({ host })).rejects.toThrow('listens on 127.0.0.1 or ::1 only');
});

test('flaws can be planted one at a time', async () => {
  const shop = await startFlawedShop({ only: ['debug-endpoint'] });
  try {
    expect((await fetch(`${shop.url}/debug/state`)).status).toBe(200);
    const login = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"username":"nobody","password":"a guess"}' };
    expect(await (await fetch(`${shop.url}/sessions`, login)).text()).not.toContain('There is no user');
  } finally {
    await shop.close();
  }
});

test('the webhook of the flawed shop is asked on loopback addresses only', async () => {
  const shop = await startFlawedShop({ only: ['webhook-request'] });
  const post = (path: string, method: string, body: unknown, headers = {}) =>
    fetch(shop.url + path, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  try {
    const login = await post('/sessions', 'POST', { username: 'ana', password: 'ana-demo-password' });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const hosts = ['192.0.2.1', 'localhost', '169.254.169.254', '0.0.0.0'];
    for (const webhookUrl of [...hosts.map((host) => `http://${host}/`), 'file:///etc/hostname', 'no url']) {
      const headers = { Authorization: `Bearer ${accessToken}` };
      const answer = await post('/customers/cus_6nf9zp5c7y2p162h', 'PATCH', { webhookUrl }, headers);
      expect([webhookUrl, answer.status]).toEqual([webhookUrl, 400]);
    }
  } finally {
    await shop.close();
  }
});
