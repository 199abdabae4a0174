import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import type { Span } from './span.ts';
import { Tracer, type TracerOptions } from './tracer.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const traceparent = `00-${TRACE}-${PARENT}-01`;
const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const OPEN = 'policies: { authentication: { anonymous: always } }';

async function start(options: TracerOptions, { settings = '', api = OPEN }: { settings?: string; api?: string } = {}) {
  const spans: Span[] = [];
  const upstream = await startUpstream();
  const house = await startHouse(
    `apis: { notes: { path: /base, upstreams: ['${upstream.url}'], ${api} } }\n`,
    {},
    `listen: [{ address: '127.0.0.1:0' }]${settings}`,
    undefined,
    { tracing: { ...options, onSpans: (made) => spans.push(...made) } },
  );
  running.push(upstream, house);
  return { house, upstream, spans };
}

describe('a trace', () => {
  test('begins here, and its spans are the request, the policies and the upstream', async () => {
    const { house, upstream, spans } = await start({ ratio: 1, parents: 'nobody' });
    await house.call('/base/x?token=planted-secret-value', { method: 'POST', body: 'hello' });
    const exchange = await house.exchange(({ status }) => status === 200);
    const [request, ...others] = spans;
    expect(request).toMatchObject({
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      parentId: undefined,
      name: 'POST',
      kind: 'server',
      isError: false,
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'url.path': '/base/x',
        'url.scheme': 'http',
        'airside.api': 'notes',
        'http.request.body.size': 5,
        'airside.request.id': exchange.id,
      },
    });
    expect(exchange.trace).toEqual({ id: request?.traceId, span: request?.spanId });
    expect(others.every(({ traceId, parentId }) => traceId === request?.traceId && parentId === request?.spanId)).toBe(true);
    expect(others.filter(({ kind }) => kind === 'internal').map(({ name }) => name)).toEqual(
      exchange.verdicts.map(({ policy }) => `policy ${policy}`),
    );
    const client = others.find(({ kind }) => kind === 'client');
    expect(client?.attributes).toMatchObject({ 'server.address': '127.0.0.1', 'url.full': `${upstream.url}/base/x` });
    expect(upstream.seen[0]?.headers['traceparent']).toBe(`00-${request?.traceId}-${client?.spanId}-03`);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
    for (const { startMs, endMs } of others) {
      expect(startMs).toBeGreaterThanOrEqual((request?.startMs ?? 0) - 1);
      expect(endMs).toBeLessThanOrEqual((request?.endMs ?? 0) + 1);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
    }
    expect(JSON.stringify(spans)).not.toContain('planted-secret-value');
  });

  test('of a stranger is not continued, its choice is not followed, and it is linked to', async () => {
    const { house, upstream, spans } = await start({ ratio: 0, parents: 'trusted-proxies' });
    await house.call('/base', { headers: { traceparent, tracestate: 'a=1' } });
    const exchange = await house.exchange(() => true);
    expect(exchange.trace?.id).not.toBe(TRACE);
    expect(spans).toEqual([]);
    expect(upstream.seen[0]?.headers['traceparent']).toMatch(new RegExp(`^00-${exchange.trace?.id}-[0-9a-f]{16}-02$`));
    expect(upstream.seen[0]?.headers).not.toHaveProperty('tracestate');
    const kept = await start({ ratio: 1, parents: 'trusted-proxies' });
    await kept.house.call('/base', { headers: { traceparent } });
    await kept.house.exchange(() => true);
    expect(kept.spans[0]?.links).toEqual([{ traceId: TRACE, spanId: PARENT }]);
  });

  test.each([
    ['a trusted proxy', 'trusted-proxies', ', trustedProxies: [127.0.0.1]'],
    ['everybody', 'everybody', ''],
  ] as const)('of %s is continued, with its choice', async (_who, parents, settings) => {
    const { house, upstream, spans } = await start({ ratio: 0, parents }, { settings });
    await house.call('/base', { headers: { traceparent, tracestate: 'a=1, b=2' } });
    await house.exchange(() => true);
    expect(spans[0]).toMatchObject({ traceId: TRACE, parentId: PARENT, tracestate: 'a=1,b=2' });
    expect(spans[0]).not.toHaveProperty('links');
    const client = spans.find(({ kind }) => kind === 'client');
    expect(upstream.seen[0]?.headers).toMatchObject({ traceparent: `00-${TRACE}-${client?.spanId}-01`, tracestate: 'a=1,b=2' });
    const unwanted = await start({ ratio: 1, parents }, { settings });
    await unwanted.house.call('/base', { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
    expect((await unwanted.house.exchange(() => true)).trace?.id).toBe(TRACE);
    expect(unwanted.spans).toEqual([]);
  });

  test('that cannot be read is no trace', async () => {
    const { house, upstream, spans } = await start({ ratio: 1, parents: 'everybody' });
    await house.call('/base', { headers: { traceparent: `${traceparent}, ${traceparent}`, tracestate: 'a=1' } });
    await house.exchange(() => true);
    expect(spans[0]?.traceId).not.toBe(TRACE);
    expect(spans[0]).not.toHaveProperty('links');
    expect(upstream.seen[0]?.rawHeaders.filter((name) => name === 'traceparent')).toHaveLength(1);
    expect(upstream.seen[0]?.headers).not.toHaveProperty('tracestate');
  });

  test('tells of a refusal which policy refused, and of an upstream that is not there that it failed', async () => {
    const refused = await start({ ratio: 1, parents: 'nobody' }, { api: '' });
    await refused.house.call('/base');
    await refused.house.exchange(() => true);
    expect(refused.spans[0]).toMatchObject({ isError: false, attributes: { 'airside.problem': 'credential-required' } });
    expect(refused.spans.at(-1)).toMatchObject({ name: 'policy authentication', attributes: { 'airside.outcome': 'refuse' } });
    const gone = await start({ ratio: 1, parents: 'nobody' });
    await gone.upstream.close();
    running.splice(running.indexOf(gone.upstream), 1);
    await gone.house.call('/base');
    await gone.house.exchange(() => true);
    expect(gone.spans[0]).toMatchObject({ isError: true, attributes: { 'error.type': 'upstream-unreachable' } });
    expect(gone.spans.find(({ kind }) => kind === 'client')).toMatchObject({
      isError: true,
      attributes: { 'error.type': 'upstream-unreachable' },
    });
  });
});

describe('where no traces are kept', () => {
  test('a sound traceparent passes with its state, another one is written anew without', async () => {
    const upstream = await startUpstream();
    const house = await startHouse(`apis: { notes: { upstreams: ['${upstream.url}'], ${OPEN} } }\n`);
    running.push(upstream, house);
    await house.call('/', { headers: { traceparent, tracestate: 'a=1' } });
    expect(upstream.seen[0]?.headers).toMatchObject({ traceparent, tracestate: 'a=1' });
    await house.call('/', { headers: { traceparent: 'nonsense', tracestate: 'a=1' } });
    expect(upstream.seen[1]?.headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(upstream.seen[1]?.headers).not.toHaveProperty('tracestate');
    expect((await house.exchange(() => true)).trace).toBeUndefined();
  });
});

test('the share that is kept is the one that was asked for', () => {
  const none = new Map<string, string>();
  for (const ratio of [0, 0.25, 1]) {
    const tracer = new Tracer({ ratio, parents: 'nobody' });
    const kept = Array.from({ length: 4000 }, () => tracer.begin(none, false)).filter(({ sampled }) => sampled).length;
    // Five standard deviations.
    expect(Math.abs(kept / 4000 - ratio)).toBeLessThanOrEqual(5 * Math.sqrt((ratio * (1 - ratio)) / 4000));
  }
});
