import { type Exchange, type Principal, REDACTED } from '@airside/domain';

import { hypotheticalRequest } from '../explain/hypothetical-request.ts';
import type { PolicyRequest } from '../pipeline/policy.ts';
import type { Gaps } from './gaps.ts';

/** Where a recorded request leads. */
interface Place {
  /** Below the API's base path. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly country: string | undefined;
}

/** A recorded request for policies to judge once more. What they would refuse in a mode that only observes is told to `onReport`. */
export function recordedRequest(
  exchange: Exchange,
  principal: Principal,
  place: Place,
  gaps: Gaps,
  onReport: (reason: string) => void,
): PolicyRequest {
  const { id, method, request, requestBytes } = exchange;
  const rawHeaders = fieldsOf(exchange);
  // What a policy takes out, those that come after it do not see.
  let { query } = exchange;
  let body: Uint8Array = Buffer.from(request?.body ?? '');
  const target = (): string => (query === '' ? exchange.path : `${exchange.path}?${query}`);
  const base = hypotheticalRequest({
    ...place,
    id,
    method,
    target: target(),
    query,
    rawHeaders,
    clientAddress: exchange.client.address,
    time: Date.parse(exchange.time),
    principal,
    body: { content: body, declaredBytes: requestBytes },
  });
  const isTold = (name: string) => request !== undefined || ALWAYS_TOLD.has(name) || (requestBytes === 0 && name.startsWith('content-'));
  return {
    ...base,
    report: onReport,
    get target() {
      return target();
    },
    get query() {
      return query;
    },
    get body() {
      return body;
    },
    replaceQuery: (replacement) => {
      query = replacement;
    },
    replaceBody: (replacement) => {
      body = replacement;
    },
    header: (name) => {
      const value = base.header(name);
      if (value?.includes(REDACTED) === true) gaps.noteRedacted();
      return value ?? (isTold(name) ? undefined : gaps.note('header fields', undefined));
    },
    get rawHeaders() {
      return request === undefined ? gaps.note('header fields', rawHeaders) : rawHeaders;
    },
  };
}

/** What each record tells of header fields, whether or not they are recorded. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set(['host', 'user-agent']);

/** Names and values, alternating. */
function fieldsOf({ request, host, client: { userAgent } }: Exchange): readonly string[] {
  if (request !== undefined) return request.headers.flat();
  return ['host', host, ...(userAgent === null ? [] : ['user-agent', userAgent])];
}
