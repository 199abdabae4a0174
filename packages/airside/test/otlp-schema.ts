import { z } from 'zod';

/**
 * What OTLP 1.x accepts in its JSON form, as strict as its protobuf definitions: lower camel case, 64-bit integers as decimal strings, ids in
 * hexadecimal digits, enumerations as numbers. What is not written here is an error.
 */
const uint64 = z.string().regex(/^\d{1,20}$/);
const traceId = z.string().regex(/^(?!0{32})[0-9a-f]{32}$/);
const spanId = z.string().regex(/^(?!0{16})[0-9a-f]{16}$/);

const anyValue = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ boolValue: z.boolean() }),
  z.strictObject({ intValue: z.string().regex(/^-?\d{1,19}$/) }),
  z.strictObject({ doubleValue: z.number() }),
]);
const keyValue = z.strictObject({ key: z.string().min(1), value: anyValue });
const attributes = z
  .array(keyValue)
  .refine((pairs) => new Set(pairs.map(({ key }) => key)).size === pairs.length, 'keys have to be unique');
const resource = z.strictObject({ attributes });
const scope = z.strictObject({ name: z.string(), version: z.string() });

const times = { startTimeUnixNano: uint64, timeUnixNano: uint64 };
const numberPoint = z.strictObject({ attributes, ...times, asDouble: z.number() });
const histogramPoint = z
  .strictObject({
    attributes,
    ...times,
    count: uint64,
    sum: z.number(),
    bucketCounts: z.array(uint64),
    explicitBounds: z.array(z.number()),
  })
  .refine(({ bucketCounts, explicitBounds }) => bucketCounts.length === explicitBounds.length + 1, 'one bucket more than bounds')
  .refine(({ count, bucketCounts }) => BigInt(count) === bucketCounts.reduce((sum, each) => sum + BigInt(each), 0n), 'count is the sum');
const metricHead = { name: z.string().min(1), description: z.string(), unit: z.string() };
const temporality = z.literal(2);
const metric = z.union([
  z.strictObject({ ...metricHead, gauge: z.strictObject({ dataPoints: z.array(numberPoint).min(1) }) }),
  z.strictObject({
    ...metricHead,
    sum: z.strictObject({ dataPoints: z.array(numberPoint).min(1), aggregationTemporality: temporality, isMonotonic: z.boolean() }),
  }),
  z.strictObject({
    ...metricHead,
    histogram: z.strictObject({ dataPoints: z.array(histogramPoint).min(1), aggregationTemporality: temporality }),
  }),
]);

const span = z
  .strictObject({
    traceId,
    spanId,
    parentSpanId: spanId.optional(),
    traceState: z.string().max(512).optional(),
    flags: z.int().min(0).max(0xffff_ffff),
    name: z.string().min(1),
    kind: z.int().min(1).max(5),
    startTimeUnixNano: uint64,
    endTimeUnixNano: uint64,
    attributes,
    links: z.array(z.strictObject({ traceId, spanId })).optional(),
    status: z.strictObject({ code: z.int().min(0).max(2).optional() }),
  })
  .refine(({ startTimeUnixNano, endTimeUnixNano }) => BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano), 'it ends after it starts');

const logRecord = z.strictObject({
  timeUnixNano: uint64,
  observedTimeUnixNano: uint64,
  severityNumber: z.int().min(1).max(24),
  severityText: z.string(),
  eventName: z.string(),
  body: anyValue,
  traceId: traceId.optional(),
  spanId: spanId.optional(),
  attributes,
});

export const OTLP_REQUESTS = {
  '/v1/metrics': z.strictObject({
    resourceMetrics: z.array(
      z.strictObject({ resource, scopeMetrics: z.array(z.strictObject({ scope, metrics: z.array(metric).min(1) })) }),
    ),
  }),
  '/v1/traces': z.strictObject({
    resourceSpans: z.array(z.strictObject({ resource, scopeSpans: z.array(z.strictObject({ scope, spans: z.array(span).min(1) })) })),
  }),
  '/v1/logs': z.strictObject({
    resourceLogs: z.array(
      z.strictObject({ resource, scopeLogs: z.array(z.strictObject({ scope, logRecords: z.array(logRecord).min(1) })) }),
    ),
  }),
};

export type OtlpMetric = z.infer<typeof metric>;
export type OtlpSpan = z.infer<typeof span>;
export type OtlpLog = z.infer<typeof logRecord>;
export type OtlpAttributes = z.infer<typeof attributes>;
