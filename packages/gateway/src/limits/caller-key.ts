import { createHash } from 'node:crypto';

import type { Principal } from '@airside/domain';

import type { PolicyRequest } from '../pipeline/policy.ts';
import { addressKey } from './address-key.ts';

const LONGEST_KEY = 256;

type Counted = Pick<PolicyRequest, 'principal' | 'clientAddress'>;

/** Whose requests are counted together. Callers without an identity count by address. */
export function callerKey(by: 'consumer' | 'credential' | 'address', { principal, clientAddress }: Counted): string {
  if (by === 'address' || principal.kind === 'anonymous') return `address ${addressKey(clientAddress)}`;
  // What a webhook proves stands in its body: before that is read anybody may claim to be its sender, and must not use up what is the sender's.
  if (principal.kind === 'webhook') return `webhook ${principal.credential ?? ''} ${addressKey(clientAddress)}`;
  return by === 'credential' ? `credential ${principal.kind} ${principal.credential ?? ''} ${subjectOf(principal)}` : subjectOf(principal);
}

/** A registered consumer is one caller whatever it calls with; of the others each subject of an issuer is one. */
function subjectOf(principal: Principal): string {
  return principal.consumer === null ? `subject ${principal.issuer ?? ''} ${principal.subject}` : `consumer ${principal.consumer}`;
}

/** Subjects may be as long as their issuer likes; a counter's key may not. */
export function bounded(key: string): string {
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64');
}
