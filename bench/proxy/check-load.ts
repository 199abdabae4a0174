import { call } from '../harness/call.ts';
import type { Load } from './loads.ts';
import { ANSWER } from './payload.ts';

/**
 * Makes sure, before and after measuring, that the server does what the scenario says: the upstream's answer comes back, with a request id
 * where it came through a proxy, and what has to be refused is refused.
 */
export async function checkLoad({ key, wrk, call: repeated, at, refused }: Load): Promise<void> {
  const answer = await call(wrk.url, repeated);
  if (answer.status !== 200 || answer.body !== ANSWER) {
    throw new Error(
      `${key}: expected 200 with the upstream's document from ${wrk.url}, found ${answer.status}: ${answer.body.slice(0, 500)}`,
    );
  }
  if (at.name !== 'direct' && answer.headers['x-request-id'] === undefined) {
    throw new Error(`${key}: expected the field X-Request-Id in the answer of ${wrk.url}, found none`);
  }
  if (refused === undefined) return;
  const { status } = await call(`${at.origin}${refused.path}`, refused.call);
  if (status !== refused.status) {
    throw new Error(`${key}: expected ${refused.status} for a request that breaks the definition, found ${status}: it is not enforced`);
  }
}
