import { newSpanId, newTraceId } from './ids.ts';
import { formatTraceparent, parseTraceparent, type Traceparent } from './traceparent.ts';
import { passableTracestate } from './tracestate.ts';

export interface TracerOptions {
  /** Share of the traces that begin here that are kept: 0 to 1. */
  readonly ratio: number;
  /** Whose `traceparent` is continued. */
  readonly parents: 'trusted-proxies' | 'everybody' | 'nobody';
}

/** The part of a trace that one request is. */
export interface RequestTrace {
  readonly traceId: string;
  /** Span of the request. */
  readonly spanId: string;
  /** Span that the request continues. */
  readonly parentId: string | undefined;
  /** Span of the request to the upstream. */
  readonly upstreamSpanId: string;
  readonly sampled: boolean;
  /** What the caller said, where it was not continued. */
  readonly link: Traceparent | undefined;
  /** For the upstream. */
  readonly traceparent: string;
  readonly tracestate: string | undefined;
  /** When each verdict was there, by `performance.now()`; filled only where the trace is kept. */
  readonly verdictTimes: number[];
}

/** 56 bits, which are random in ids made here. */
const RANDOM_DIGITS = 14;

/** Decides for each request which trace it belongs to, and whether that is kept (head sampling). */
export class Tracer {
  readonly #parents: TracerOptions['parents'];
  /** Ids with at least this in their last 56 bits are kept, as level 2 of the specification suggests. */
  readonly #threshold: number;

  constructor({ ratio, parents }: TracerOptions) {
    this.#parents = parents;
    this.#threshold = (1 - ratio) * 2 ** (RANDOM_DIGITS * 4);
  }

  /** `peerIsTrusted`: the request comes from a trusted proxy. */
  begin(headers: ReadonlyMap<string, string>, peerIsTrusted: boolean): RequestTrace {
    const said = parseTraceparent(headers.get('traceparent'));
    const isContinued = this.#parents === 'everybody' || (this.#parents === 'trusted-proxies' && peerIsTrusted);
    const spanId = newSpanId();
    const upstreamSpanId = newSpanId();
    if (said !== undefined && isContinued) {
      const { traceId, sampled, random, parentId } = said;
      return {
        traceId,
        spanId,
        parentId,
        upstreamSpanId,
        sampled,
        link: undefined,
        traceparent: formatTraceparent({ traceId, parentId: upstreamSpanId, sampled, random }),
        tracestate: passableTracestate(headers.get('tracestate')),
        verdictTimes: [],
      };
    }
    const traceId = newTraceId();
    // A caller whose trace is not continued cannot choose either what is kept.
    const sampled = Number.parseInt(traceId.slice(-RANDOM_DIGITS), 16) >= this.#threshold;
    return {
      traceId,
      spanId,
      parentId: undefined,
      upstreamSpanId,
      sampled,
      link: said,
      traceparent: formatTraceparent({ traceId, parentId: upstreamSpanId, sampled, random: true }),
      tracestate: undefined,
      verdictTimes: [],
    };
  }
}
