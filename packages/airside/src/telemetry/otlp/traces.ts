import type { Span } from '@airside/gateway';

import { type KeyValue, keyValues, nanoseconds } from './attributes.ts';
import { scope } from './resource.ts';

/** SPAN_KIND_INTERNAL, SERVER and CLIENT. */
const KINDS: Readonly<Record<Span['kind'], number>> = { internal: 1, server: 2, client: 3 };
/** STATUS_CODE_ERROR */
const ERROR = 2;
/** The trace is kept. */
const SAMPLED = 1;

/** A request body of OTLP: `ExportTraceServiceRequest`. */
export function tracesRequest(spans: readonly Span[], resource: readonly KeyValue[]): unknown {
  return { resourceSpans: [{ resource: { attributes: resource }, scopeSpans: [{ scope: scope(), spans: spans.map(spanOf) }] }] };
}

function spanOf({ traceId, spanId, parentId, tracestate, name, kind, startMs, endMs, attributes, isError, links }: Span): unknown {
  return {
    traceId,
    spanId,
    ...(parentId !== undefined && { parentSpanId: parentId }),
    ...(tracestate !== undefined && { traceState: tracestate }),
    flags: SAMPLED,
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(Math.max(startMs, endMs)),
    attributes: keyValues(attributes),
    ...(links !== undefined && { links }),
    status: isError ? { code: ERROR } : {},
  };
}
