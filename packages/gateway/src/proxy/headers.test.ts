import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(gateway = ''): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream();
  const yaml = `apis: { a: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always } } } }\n`;
  const house = await startHouse(yaml);
  if (gateway !== '') await house.apply(`gateway: { listen: [{ address: '127.0.0.1:0' }], ${gateway} }\n${yaml}`);
  running.push(upstream, house);
  return { house, upstream };
}

describe('a caller cannot speak for a proxy', () => {
  test.each([
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-User',
    'X-Forwarded-Client-Cert',
    'X-Forwarded-Uri',
    'X-Original-Forwarded-For',
    'X-Real-IP',
    'True-Client-IP',
    'CF-Connecting-IP',
    'X-Client-IP',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-Host',
    'Front-End-Https',
    'Remote-User',
    'X-Auth-Request-Email',
    'X-Middleware-Subrequest',
    'Proxy',
    'Airside-Identity',
    'X_Forwarded_For',
    'X_Tenant',
    'Content_Length',
    'Transfer_Encoding',
  ])('by %s', async (name) => {
    const { house, upstream } = await start();
    await house.call('/', { headers: { [name]: 'from-the-caller' } });
    expect(upstream.seen).toHaveLength(1);
    expect(JSON.stringify(upstream.seen[0]?.rawHeaders)).not.toContain('from-the-caller');
  });

  test.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])('by %s about the method', async (name) => {
    const { house, upstream } = await start();
    expect((await house.call('/', { method: 'POST', headers: { [name]: 'DELETE' } })).status).toBe(400);
    expect(upstream.seen).toEqual([]);
    expect((await house.call('/', { method: 'POST', headers: { [name]: 'post' } })).status).toBe(200);
  });
});

test('TRACE, which would show what the gateway adds, is refused', async () => {
  const { house, upstream } = await start();
  expect((await house.call('/', { method: 'TRACE' })).status).toBe(405);
  expect(upstream.seen).toEqual([]);
});

describe('behind a trusted proxy', () => {
  test('the upstream learns the address that was established and the proxy, and nothing that stood before them', async () => {
    const { house, upstream } = await start("trustedProxies: ['127.0.0.1']");
    await house.call('/', {
      headers: { 'X-Forwarded-For': '6.6.6.6, 192.0.2.7', 'X-Forwarded-Host': 'evil', 'X-Forwarded-Proto': 'https' },
    });
    expect(upstream.seen[0]?.headers).toMatchObject({
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-host': `127.0.0.1:${house.port}`,
      'x-forwarded-proto': 'https',
    });
    expect(upstream.seen[0]?.headers.forwarded).toContain('for=192.0.2.7;');
  });

  test('the field that is not the configured one is never passed on', async () => {
    const { house, upstream } = await start("trustedProxies: ['127.0.0.1'], forwardedHeader: Forwarded");
    await house.call('/', { headers: { 'X-Forwarded-For': '6.6.6.6', Forwarded: 'for=192.0.2.7' } });
    expect(upstream.seen[0]?.headers['x-forwarded-for']).toBe('192.0.2.7, 127.0.0.1');
  });

  test('a scheme that is none is not passed on', async () => {
    const { house, upstream } = await start("trustedProxies: ['127.0.0.1']");
    await house.call('/', { headers: { 'X-Forwarded-Proto': 'javascript' } });
    expect(upstream.seen[0]?.headers['x-forwarded-proto']).toBe('http');
  });
});
