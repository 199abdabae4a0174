import { isIP } from 'node:net';

import { z } from 'zod';

import { duration, httpUrl, network } from '../scalars.ts';
import { secret } from '../secret.ts';
import { privacy } from './privacy.ts';

const LEAST_TOKEN_CHARACTERS = 20;
const DEFAULT_LISTEN = '127.0.0.1:9464';
const MOST_NAMED = 10_000;

const prometheus = z
  .strictObject({
    listen: z
      .string()
      .regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, { error: 'expected HOST:PORT such as 127.0.0.1:9464' })
      .refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535, { error: 'expected a port from 0 to 65535' })
      .default(DEFAULT_LISTEN)
      .describe('Host and port at which `/metrics` is answered, and nothing else.'),
    token: secret(LEAST_TOKEN_CHARACTERS)
      .optional()
      .describe('What a scraper has to send as `Authorization: Bearer …`, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    allow: z.array(network()).min(1).max(1000).optional().describe('The only addresses and networks (CIDR) that are answered.'),
  })
  .refine(({ listen, token, allow }) => isLoopback(listen) || token !== undefined || allow !== undefined, {
    error: 'expected token or allow: metrics name APIs, operations and consumers, and this address can be reached from other machines',
    path: ['listen'],
  })
  .describe('Where Prometheus fetches metrics.');

const metrics = z
  .strictObject({
    maxConsumers: z
      .int()
      .min(1)
      .max(MOST_NAMED)
      .default(200)
      .describe('Consumers that metrics name, the first that call; all others together are `_other`.'),
    countries: z.boolean().default(false).describe('Requests by country. Looks up the country of every caller.'),
    networks: z
      .boolean()
      .default(false)
      .describe('Requests by network (autonomous system). Takes a database of networks: `geography.networks`.'),
    maxNetworks: z
      .int()
      .min(1)
      .max(MOST_NAMED)
      .default(200)
      .describe('Networks that metrics name, the first that call; all others together are `_other`.'),
  })
  .describe('What is counted beyond APIs and operations.');

const otlp = z
  .strictObject({
    endpoint: httpUrl().describe(
      'URL of a receiver of OTLP over HTTP (JSON), such as `http://127.0.0.1:4318`; `/v1/metrics`, `/v1/traces` and `/v1/logs` are added.',
    ),
    insecure: z
      .boolean()
      .default(false)
      .describe('Send to an http endpoint that is not on this machine: what callers do can then be read on the way.'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/, { error: 'expected the name of a header field' }), secret(1))
      .prefault({})
      .describe('Header fields of every request, such as `Authorization`; each value as a reference: `${env:NAME}` or `${file:PATH}`.'),
    ca: z
      .string()
      .startsWith('-----BEGIN CERTIFICATE-----', { error: 'expected certificates in PEM form' })
      .optional()
      .describe(
        "Authorities of the receiver's certificate in PEM form, or as a reference: `${file:PATH}`; those that Node.js knows where absent.",
      ),
    metrics: z.boolean().default(true).describe('Send metrics.'),
    traces: z.boolean().default(true).describe('Send traces, of the requests that `telemetry.traces` chooses.'),
    logs: z.boolean().default(false).describe('Send the record of every request as a log record, without header fields and bodies.'),
    privacy: privacy.prefault({}),
    interval: duration()
      .prefault('15s')
      .refine((ms) => ms >= 1000 && ms <= 3_600_000, { error: 'expected 1s to 1h' })
      .describe('How often metrics are sent.'),
    timeout: duration()
      .prefault('10s')
      .refine((ms) => ms >= 100 && ms <= 60_000, { error: 'expected 100ms to 60s' })
      .describe('How long an answer of the receiver is waited for.'),
    attributes: z
      .record(z.string().regex(/^[a-z][a-z0-9._]{0,63}$/, { error: 'expected a name such as service.namespace' }), z.string().max(256))
      .default({})
      .describe('Further attributes of this Airside, such as `service.instance.id`.'),
  })
  .refine(({ endpoint, insecure }) => insecure || endpoint.startsWith('https:') || isLoopback(hostOf(endpoint)), {
    error: 'expected an https URL, or http on a loopback address',
    path: ['endpoint'],
  })
  .describe('Where metrics, traces and logs are sent by OTLP.');

const traces = z
  .strictObject({
    ratio: z.number().min(0).max(1).default(0.05).describe('Share of the requests that begin a trace here of which the trace is kept.'),
    parents: z
      .enum(['trusted-proxies', 'everybody', 'nobody'])
      .default('trusted-proxies')
      .describe(
        "Whose `traceparent` is continued, with its choice of what is kept. Anybody else's request begins a trace of its own, which links to the one it names.",
      ),
  })
  .describe('W3C traces, where `telemetry.otlp` sends some.');

export const telemetry = z
  .strictObject({
    prometheus: z
      .union([z.boolean(), prometheus])
      .default(false)
      .transform((value) => (value === true ? prometheus.parse({}) : value === false ? undefined : value))
      .describe(`Answer Prometheus: \`true\` (at ${DEFAULT_LISTEN}), or its settings.`),
    metrics: metrics.prefault({}),
    otlp: otlp.optional(),
    traces: traces.prefault({}),
  })
  .describe('What Airside tells monitoring systems. Read at the start only.');

function isLoopback(listen: string): boolean {
  const host = listen.slice(0, listen.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Host and port of a URL as they are written in `listen`. */
function hostOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port}`;
}
