import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { OTLP_REQUESTS, type OtlpAttributes, type OtlpLog, type OtlpMetric, type OtlpSpan } from './otlp-schema.ts';

export interface OtlpReceiver {
  readonly url: string;
  readonly port: number;
  readonly metrics: OtlpMetric[];
  readonly spans: OtlpSpan[];
  readonly logs: OtlpLog[];
  readonly resources: OtlpAttributes[];
  /** Of every request. */
  readonly headers: IncomingHttpHeaders[];
  /** All that was sent, as text. */
  text(): string;
  /** What was sent and is no OTLP. */
  readonly faults: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ReceiverOptions {
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Answers instead of 200, where it returns true. */
  readonly answer?: (response: ServerResponse, count: number) => boolean;
  readonly port?: number;
}

/** A receiver of OTLP over HTTP that decodes and checks all it gets. */
export async function startReceiver({ tls, answer, port = 0 }: ReceiverOptions = {}): Promise<OtlpReceiver> {
  const metrics: OtlpMetric[] = [];
  const spans: OtlpSpan[] = [];
  const logs: OtlpLog[] = [];
  const resources: OtlpAttributes[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const faults: string[] = [];
  const texts: string[] = [];
  const accept = (path: string, body: Buffer): void => {
    if (!(path in OTLP_REQUESTS)) {
      faults.push(`nobody is at ${path}`);
      return;
    }
    const text = gunzipSync(body).toString();
    texts.push(text);
    const parsed = OTLP_REQUESTS[path as keyof typeof OTLP_REQUESTS].safeParse(JSON.parse(text));
    if (!parsed.success) {
      faults.push(parsed.error.message);
      return;
    }
    const { data } = parsed;
    if ('resourceMetrics' in data) {
      for (const { resource, scopeMetrics } of data.resourceMetrics) {
        resources.push(resource.attributes);
        for (const each of scopeMetrics) metrics.push(...each.metrics);
      }
    } else if ('resourceSpans' in data) {
      for (const { resource, scopeSpans } of data.resourceSpans) {
        resources.push(resource.attributes);
        for (const each of scopeSpans) spans.push(...each.spans);
      }
    } else {
      for (const { resource, scopeLogs } of data.resourceLogs) {
        resources.push(resource.attributes);
        for (const each of scopeLogs) logs.push(...each.logRecords);
      }
    }
  };
  let count = 0;
  const server = tls === undefined ? createServer() : createSecureServer(tls);
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    headers.push(request.headers);
    if (answer?.(response, ++count) === true) return;
    accept(request.url ?? '', body);
    response.setHeader('Content-Type', 'application/json').end('{}');
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    take(request, response).catch((error: unknown) => faults.push(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    metrics,
    spans,
    logs,
    resources,
    headers,
    faults,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    port: address.port,
    text: () => texts.join('\n'),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The value of an attribute as text; undefined where it is not there. */
export function attribute(attributes: OtlpAttributes, name: string): string | undefined {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value === undefined ? undefined : String(Object.values(value)[0]);
}
