import type { IncomingMessage } from 'node:http';

import { authenticate } from './authenticate.ts';
import { readJsonBody } from './body.ts';
import { type Caller, isAdmin } from './caller.ts';
import type { Answer, Call, GuardedOperation } from './operation.ts';
import { Refusal } from './problem.ts';
import type { Router } from './router.ts';
import type { Shop } from './shop.ts';

const JWKS_PATH = '/.well-known/jwks.json';

/** Answer a request: find the operation, then the caller, then whether the caller may, and only then read the body. Throws refusals. */
export async function handle(shop: Shop, router: Router, request: IncomingMessage): Promise<Answer> {
  const { method = '' } = request;
  const [path, query] = splitTarget(request.url ?? '');
  if (path === JWKS_PATH && method === 'GET') {
    return { status: 200, body: shop.tokens.jwks, headers: { 'Cache-Control': 'public, max-age=300' } };
  }
  const match = router(method, path);
  if (match.kind === 'method-not-allowed') throw new Refusal('method-not-allowed', { headers: { Allow: match.allow.join(', ') } });
  if (match.kind === 'not-found') throw new Refusal('not-found');

  const { operation, parameters } = match;
  const readCall = async (): Promise<Call> => ({ shop, parameters, query: new URLSearchParams(query), body: await bodyOf(request) });
  if ('open' in operation) return operation.handle(await readCall());
  const caller = await authenticate(shop, request);
  authorize(operation, caller);
  return operation.handle({ ...(await readCall()), caller });
}

function authorize({ scope, role }: GuardedOperation, caller: Caller): void {
  if (!caller.scopes.has(scope)) {
    const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
    throw new Refusal('forbidden', { detail: `The credential lacks the scope ${scope}.`, headers: { 'WWW-Authenticate': challenge } });
  }
  if (role === 'admin' && !isAdmin(caller)) throw new Refusal('forbidden', { detail: 'This is for the staff of the shop.' });
}

function bodyOf(request: IncomingMessage): Promise<unknown> | undefined {
  return request.method === 'GET' || request.method === 'DELETE' ? undefined : readJsonBody(request);
}

/** Path and query of a request target in origin form (RFC 9112 section 3.2.1); other forms have no path that is known here. */
function splitTarget(target: string): [string, string] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}
