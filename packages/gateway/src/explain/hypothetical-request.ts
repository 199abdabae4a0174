import type { Principal } from '@airside/domain';

import type { PolicyRequest } from '../pipeline/policy.ts';

/** What a request that nobody sent says of itself. */
export interface Hypothesis {
  readonly method: string;
  /** In normal form, with the API's base path. */
  readonly target: string;
  /** In normal form, below the API's base path. */
  readonly path: string;
  readonly query: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names and values, alternating. */
  readonly rawHeaders: readonly string[];
  readonly clientAddress: string;
  readonly country: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly principal: Principal;
  /** None where absent. */
  readonly body?: { readonly content: Uint8Array; readonly declaredBytes: number };
  /** Its own id where it has one. */
  readonly id?: string;
}

/** A request that policies can judge, and that goes nowhere. */
export function hypotheticalRequest(hypothesis: Hypothesis): PolicyRequest {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < hypothesis.rawHeaders.length; index += 2) {
    const name = (hypothesis.rawHeaders[index] as string).toLowerCase();
    const value = hypothesis.rawHeaders[index + 1] as string;
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  const nothing = () => undefined;
  return {
    ...hypothesis,
    id: hypothesis.id ?? 'explanation',
    protocol: 'HTTP/1.1',
    scheme: 'https',
    authority: headers.get('host') ?? '',
    certificate: undefined,
    declaredBodyBytes: hypothesis.body?.declaredBytes ?? 0,
    body: hypothesis.body?.content ?? new Uint8Array(),
    header: (name) => headers.get(name),
    identify: nothing,
    claim: nothing,
    limitBody: nothing,
    addResponseHeader: nothing,
    withhold: nothing,
    replaceBody: nothing,
    replaceQuery: nothing,
    report: nothing,
    recordFirewall: nothing,
    recordUninspectedResponse: nothing,
  };
}
