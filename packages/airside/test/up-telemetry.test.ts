import { describe, test } from 'vitest';

import { attribute, startReceiver } from './otlp-receiver.ts';
import { configuration, KEY, PATIENCE_MS, protectedFolder, startAirside, statusOf, workersOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const poll = { timeout: PATIENCE_MS, interval: 50 };
const ANYWHERE = "prometheus: { listen: '127.0.0.1:0' }";

async function start(telemetry: string, { workers = 1, env = {} }: { workers?: number; env?: Record<string, string> } = {}) {
  const upstream = await startUpstream();
  const folder = protectedFolder(upstream.url, { 'airside.yaml': configuration(upstream.url, { more: `telemetry: { ${telemetry} }` }) });
  const airside = await startAirside(['--workers', String(workers)], { cwd: folder.path, env });
  const metricsUrl = /Metrics:\s+(\S+)/.exec(airside.output.stdout)?.[1] ?? '';
  return {
    airside,
    upstream,
    folder,
    async metric(line: string) {
      const text = await (await fetch(metricsUrl)).text();
      return Number(
        text
          .split('\n')
          .find((each) => each.startsWith(line))
          ?.split(' ')
          .at(-1),
      );
    },
    async [Symbol.asyncDispose]() {
      await airside[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      folder.remove();
    },
  };
}

describe.concurrent('a running Airside', { timeout: 3 * PATIENCE_MS }, () => {
  test('adds up what its gateway processes count, keeps it when one of them dies, and counts that', async ({ expect }) => {
    await using running = await start(ANYWHERE, { workers: 2 });
    const { airside, metric } = running;
    const count = (status: number) =>
      metric(
        `http_server_request_duration_seconds_count{http_request_method="GET",url_scheme="http",http_response_status_code="${status}",airside_api="orders"}`,
      );
    await Promise.all(Array.from({ length: 12 }, () => statusOf(airside.url)));
    await Promise.all(Array.from({ length: 3 }, () => statusOf(airside.url, '')));
    await expect.poll(() => count(200), poll).toBe(12);
    await expect.poll(() => count(401), poll).toBe(3);
    expect(
      await metric('airside_refusals_total{airside_api="orders",airside_problem="credential-required",airside_policy="authentication"}'),
    ).toBe(3);
    expect(await metric('airside_workers')).toBe(2);
    for (const child of workersOf(airside.pid)) process.kill(child, 'SIGKILL');
    await expect.poll(() => metric('airside_worker_ends_total'), poll).toBe(2);
    await expect.poll(() => statusOf(airside.url).catch(() => 0), poll).toBe(200);
    await expect.poll(() => count(200), poll).toBe(13);
    expect(await metric('http_server_active_requests')).toBe(0);
  });

  test('sends metrics, traces and logs without secrets and personal data, and what is left when it stops', async ({ expect }) => {
    await using receiver = await startReceiver();
    await using running = await start(
      `otlp: { endpoint: '${receiver.url}', logs: true, privacy: { addresses: hash }, interval: 1s, headers: { Authorization: '\${env:OTLP_TOKEN}' } }, traces: { ratio: 1 }`,
      { env: { OTLP_TOKEN: 'Bearer planted-otlp-token' } },
    );
    const { airside } = running;
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await fetch(`${airside.url}/?password=hunter2secret&email=ana%40shop.example`, {
      headers: { 'X-Api-Key': KEY, traceparent },
    });
    await answer.arrayBuffer();
    await expect.poll(() => receiver.spans.length, poll).toBeGreaterThan(2);
    await expect.poll(() => receiver.metrics.length, poll).toBeGreaterThan(5);
    await statusOf(airside.url, '');
    airside.signal('SIGTERM');
    await airside.exited;
    expect(receiver.faults).toEqual([]);
    const request = receiver.spans.find(({ kind }) => kind === 2);
    const upstream = receiver.spans.find(({ kind }) => kind === 3);
    expect(upstream).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId });
    expect(request?.links).toEqual([{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }]);
    expect(running.upstream.seen[0]?.headers['traceparent']).toBe(`00-${upstream?.traceId}-${upstream?.spanId}-03`);
    expect(receiver.logs.map(({ attributes }) => attribute(attributes, 'http.response.status_code'))).toEqual(['200', '401']);
    expect(receiver.logs[0]).toMatchObject({ traceId: request?.traceId, spanId: request?.spanId });
    const addresses = [request, receiver.logs[0]].map((record) => attribute(record?.attributes ?? [], 'client.address'));
    expect(addresses).toEqual([expect.stringMatching(/^h-[\w-]{22}$/), addresses[0]]);
    expect(attribute(request?.attributes ?? [], 'url.query')).toMatch(/^password=[^&]*&email=\*\*\*$/);
    expect(attribute(receiver.resources[0] ?? [], 'service.name')).toBe('airside');
    expect(receiver.headers.every(({ authorization }) => authorization === 'Bearer planted-otlp-token')).toBe(true);
    for (const secret of [KEY, 'hunter2secret', 'planted-otlp-token', 'shop.example']) expect(receiver.text()).not.toContain(secret);
    expect(airside.output.stderr).not.toContain('planted-otlp-token');
  });

  test('serves as before while the receiver is away, says so once, and sends what waited when it comes back', async ({ expect }) => {
    const gone = await startReceiver();
    await gone[Symbol.asyncDispose]();
    await using running = await start(`${ANYWHERE}, otlp: { endpoint: '${gone.url}', logs: true, metrics: false, traces: false }`);
    const { airside } = running;
    expect(await statusOf(airside.url)).toBe(200);
    await airside.line(/telemetry-trouble: logs are not sent: ECONNREFUSED/);
    expect(await statusOf(airside.url)).toBe(200);
    await using receiver = await startReceiver({ port: gone.port });
    await expect.poll(() => receiver.logs.length, poll).toBe(2);
    await airside.line(/telemetry-trouble: logs are sent again/);
    await expect.poll(() => running.metric('airside_telemetry_exported_total{airside_signal="logs"}'), poll).toBe(2);
  });
});
