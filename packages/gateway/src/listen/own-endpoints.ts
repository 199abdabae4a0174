import type { Transaction } from '../pipeline/transaction.ts';

/** The gateway's word about itself. */
export interface OwnState {
  /** Why the gateway should get no traffic now; empty when it is ready. */
  unreadiness(): readonly string[];
  /** What works less than it should, although traffic is served. */
  degradations(): readonly string[];
  /** Public keys of the caller's identity header (RFC 7517). */
  readonly jwks: unknown;
}

export const OWN_PREFIX = '/.airside/';

/** Answers `/.airside/health/live`, `/.airside/health/ready` and `/.airside/jwks.json`; anything else below the prefix does not exist. */
export function serveOwn(transaction: Transaction, path: string, state: OwnState): boolean {
  if (transaction.method !== 'GET' && transaction.method !== 'HEAD') return false;
  switch (path) {
    case '/.airside/health/live':
      answer(transaction, 200, { status: 'live' });
      return true;
    case '/.airside/health/ready': {
      const reasons = state.unreadiness();
      const degraded = state.degradations();
      answer(transaction, reasons.length === 0 ? 200 : 503, {
        status: reasons.length > 0 ? 'unready' : degraded.length > 0 ? 'degraded' : 'ready',
        ...(reasons.length > 0 && { reasons }),
        ...(degraded.length > 0 && { degraded }),
      });
      return true;
    }
    case '/.airside/jwks.json':
      answer(transaction, 200, state.jwks, 'public, max-age=300');
      return true;
    default:
      return false;
  }
}

function answer(transaction: Transaction, status: number, body: unknown, cacheControl = 'no-store'): void {
  const payload = Buffer.from(`${JSON.stringify(body)}\n`);
  transaction.responseBytes = transaction.method === 'HEAD' ? 0 : payload.length;
  transaction.response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': payload.length,
    'Cache-Control': cacheControl,
    'X-Request-Id': transaction.id,
  });
  transaction.response.end(payload);
  if (!transaction.request.complete) transaction.request.resume();
}
