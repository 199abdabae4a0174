import type { IncomingMessage } from 'node:http';

import type { IdentityClaims } from '../identity-header/claims.ts';
import { IdentityHeaderError, type IdentityHeaderFault } from '../identity-header/error.ts';
import type { Checkpoint } from './options.ts';

/** A request that may go on, and who calls (undefined on an exempt path); or why it may not. */
export type Admission =
  | { readonly ok: true; readonly identity: IdentityClaims | undefined }
  | { readonly ok: false; readonly fault: IdentityHeaderFault; readonly reason: string };

/** Judges a request by its identity header. Never throws or rejects. Without a promise where the header was verified before. */
export function admit(checkpoint: Checkpoint, request: IncomingMessage): Admission | Promise<Admission> {
  const target = targetOf(request);
  if (checkpoint.exempt.has(pathOf(target))) return EXEMPT;
  const header = request.headers[FIELD];
  // Several fields of this name arrive joined by a comma, and no token has one.
  if (typeof header !== 'string')
    return { ok: false, fault: 'invalid', reason: 'no Airside-Identity header: the call went around the gateway' };
  const accept = (identity: IdentityClaims): Admission =>
    checkpoint.boundToRequest && identity.request === undefined
      ? {
          ok: false,
          fault: 'foreign',
          reason: 'the header is not bound to its request: expected identityHeader.boundTo: request at the gateway',
        }
      : { ok: true, identity };
  try {
    const verified = checkpoint.verifier.verify(header, { method: request.method ?? '', target });
    return verified instanceof Promise ? verified.then(accept).catch(refused) : accept(verified);
  } catch (error) {
    return refused(error);
  }
}

const FIELD = 'airside-identity';
const EXEMPT: Admission = Object.freeze({ ok: true, identity: undefined });

function refused(error: unknown): Admission {
  // Whatever else failed, nobody has been shown to have called.
  if (!(error instanceof IdentityHeaderError)) return { ok: false, fault: 'unavailable', reason: 'the header could not be verified' };
  return { ok: false, fault: error.fault, reason: error.message };
}

/** The target as it was sent: routers leave the path they are mounted on out of `url`. */
function targetOf(request: IncomingMessage & { readonly originalUrl?: unknown }): string {
  return typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '');
}

function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? target : target.slice(0, mark);
}
