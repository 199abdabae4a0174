import { z } from 'zod';

import { SEVERITIES } from '../../behavior/severity.ts';
import { byteSize, duration, identifier, remoteUrl } from '../scalars.ts';
import { secret } from '../secret.ts';
import { privacy } from './privacy.ts';

const MOST_EXPORTS = 20;
const LONGEST_TIMEOUT_MS = 60_000;
const SMALLEST_FILE_BYTES = 1_000_000;

/** What can be exported. */
export const EXPORT_KINDS = ['exchange', 'detection', 'incident', 'sanction', 'audit'] as const;

export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Where records can go. An export has one of these. */
const EXPORT_TARGETS = ['http', 'syslog', 'file'] as const;

const http = z
  .strictObject({
    url: remoteUrl().meta({ 'x-concealed': true }).describe('Where batches are posted to (https, or http on a loopback address).'),
    body: z
      .enum(['ndjson', 'array', 'splunk', 'elastic'])
      .default('ndjson')
      .describe(
        'One JSON object a line; a JSON array; objects for the HTTP Event Collector of Splunk; requests for the bulk API of Elasticsearch and OpenSearch.',
      ),
    authorization: secret(8)
      .optional()
      .describe('The value of the `Authorization` field, such as `Bearer …`, `Splunk …` or `ApiKey …`, as a reference.'),
  })
  .describe('A collector that takes HTTP.');

const syslog = z
  .strictObject({
    host: z
      .string()
      .regex(/^([A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*|\[[0-9A-Fa-f:]+\])$/, { error: 'expected a host name or an address' })
      .describe('The syslog server.'),
    port: z.int().min(1).max(65_535).optional().describe('Its port; 6514 with TLS, else 514, where absent.'),
    transport: z
      .enum(['tls', 'tcp', 'udp'])
      .default('tls')
      .describe(
        'TLS (RFC 5425); TCP with octet counting (RFC 6587) or UDP (RFC 5426), both in clear: for a collector on this machine or in a network of its own.',
      ),
    facility: z.int().min(0).max(23).default(13).describe('Facility (RFC 5424 section 6.2.1); 13 is "log audit".'),
    hostname: z
      .string()
      .regex(/^[\x21-\x7e]{1,255}$/, { error: 'expected visible ASCII without spaces' })
      .optional()
      .describe('What the messages say that they come from; the name of this machine where absent.'),
  })
  .describe('A syslog server (RFC 5424).');

const file = z
  .strictObject({
    path: z.string().min(1).max(1000).describe('The file, relative to the configuration file. One record a line.'),
    maxSize: byteSize()
      .refine((bytes) => bytes >= SMALLEST_FILE_BYTES, { error: 'expected a size of at least 1MB' })
      .prefault('100MB')
      .describe('From this size on it is renamed (`.1`, `.2` and so on), and a new one begun.'),
    keep: z.int().min(1).max(100).default(5).describe('How many renamed files are kept.'),
  })
  .describe('A file. It may also be renamed by others: each batch opens it anew.');

const exported = z
  .strictObject({
    kinds: z
      .array(z.enum(EXPORT_KINDS))
      .min(1)
      .default([...EXPORT_KINDS])
      .describe('Requests, what the behaviour engine found, what was done to callers, and who changed which caller.'),
    exchanges: z.enum(['refused', 'all']).default('refused').describe('Which requests: those that were refused, or all.'),
    severity: z.enum(SEVERITIES).default('info').describe('Detections and incidents of this severity and worse.'),
    apis: z
      .array(identifier())
      .min(1)
      .max(1000)
      .optional()
      .describe('Only what is about one of these APIs; where absent, about any or none.'),
    format: z
      .enum(['ocsf', 'ecs', 'cef'])
      .default('ocsf')
      .describe('Open Cybersecurity Schema Framework, Elastic Common Schema, or Common Event Format.'),
    privacy: privacy.prefault({}),
    spool: z
      .int()
      .min(1000)
      .max(10_000_000)
      .default(1_000_000)
      .describe('So many records may wait while the receiver is away; beyond that the oldest are given up, and counted.'),
    timeout: duration()
      .refine((ms) => ms >= 100 && ms <= LONGEST_TIMEOUT_MS, { error: 'expected a duration from 100ms to 60s' })
      .prefault('10s')
      .describe('Time for the receiver to take a batch; it is tried again afterwards.'),
    ca: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Certificates (PEM) of the authorities that the receiver's certificate may come from, instead of the public ones. Relative to the configuration file.",
      ),
    http: http.optional(),
    syslog: syslog.optional(),
    file: file.optional(),
  })
  .refine((value) => EXPORT_TARGETS.filter((target) => value[target] !== undefined).length === 1, {
    error: `expected exactly one of ${EXPORT_TARGETS.join(', ')}`,
  })
  .refine(({ format, http: target }) => format !== 'cef' || target === undefined || target.body === 'ndjson', {
    error: 'expected body: ndjson with format: cef, which is lines of text and no JSON',
    path: ['http', 'body'],
  })
  .refine(({ format, http: target }) => target?.body !== 'elastic' || format === 'ecs', {
    error: 'expected format: ecs with body: elastic',
    path: ['format'],
  })
  .describe('A stream of records to a SIEM.');

export const exports = z
  .record(identifier(), exported)
  .refine((value) => Object.keys(value).length <= MOST_EXPORTS, { error: `expected at most ${MOST_EXPORTS} exports` })
  .default({})
  .describe('What is exported to where, by name.');
