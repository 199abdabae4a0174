import { STATUS_CODES } from 'node:http';

import type { Interruption } from '../inspect/matched-rule.ts';

/** The answer to a request that was stopped (RFC 9457); it says nothing of rules, which would help an attacker only. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The answer to an interruption. */
export function refusalOf({ action, status, location }: Interruption): Refusal {
  const plain = problem(status);
  if (action !== 'redirect' || location === undefined) return plain;
  return { ...plain, headers: { ...plain.headers, Location: location.replaceAll(/[^\x21-\x7e]/g, encoded) } };
}

/** The answer when inspection failed: what nobody looked at does not pass. */
export const FAILED: Refusal = problem(500);

function problem(status: number): Refusal {
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Refused', status });
  return { status, headers: { 'Content-Type': 'application/problem+json', 'Content-Length': String(body.length) }, body };
}

/** A byte that must not stand in a header, as macros may bring it in from a request. */
function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
