import { createWorkLimit } from '../basic/work-limit.ts';
import { type AskProvider, createAskProvider, type IntrospectionAnswer } from './ask.ts';
import type { IntrospectingIssuer } from './issuer.ts';
import { createAnswerMemory, type RememberedAnswer } from './memory.ts';

/** What is known of a token now. */
export type TokenStatus =
  | { readonly outcome: 'active'; readonly answer: RememberedAnswer }
  | { readonly outcome: 'inactive' }
  | { readonly outcome: 'unavailable'; readonly reason: string };

export interface Introspector {
  /** `key` is the hash of the token, by which it is remembered. Synchronous where it is. Never rejects. */
  status(token: string, key: string): TokenStatus | Promise<TokenStatus>;
}

/**
 * Asks a provider about tokens, each only once at a time. While the provider does not answer, what is known counts as far as the outage policy
 * says, and one question a second finds out whether it is back: nobody else waits for that.
 */
export function createIntrospector(issuer: IntrospectingIssuer, now: () => number, ask?: AskProvider): Introspector {
  const { keepActiveMs, keepInactiveMs, concurrency, outage } = issuer.introspection;
  const askProvider = ask ?? createAskProvider(issuer.introspection);
  const memory = createAnswerMemory();
  const limit = createWorkLimit(concurrency, concurrency);
  const underWay = new Map<string, Promise<TokenStatus>>();
  let silence: { readonly reason: string; readonly untilMs: number } | undefined;

  const withoutAnswer = (key: string, reason: string): TokenStatus => {
    const known = memory.active(key);
    return known !== undefined && now() < known.staleUntilMs ? { outcome: 'active', answer: known } : { outcome: 'unavailable', reason };
  };
  const remember = (key: string, { members }: Extract<IntrospectionAnswer, { outcome: 'answered' }>): TokenStatus => {
    const nowMs = now();
    if (members.get('active') !== true) {
      memory.rememberInactive(key, nowMs + keepInactiveMs);
      return INACTIVE;
    }
    const exp = members.get('exp');
    const endMs = typeof exp === 'number' ? exp * 1000 + issuer.clockToleranceMs : Number.POSITIVE_INFINITY;
    const freshUntilMs = Math.min(nowMs + keepActiveMs, endMs);
    const staleUntilMs = outage.policy === 'stale' ? Math.min(nowMs + keepActiveMs + outage.forMs, endMs) : freshUntilMs;
    const answer: RememberedAnswer = { members, freshUntilMs, staleUntilMs };
    memory.rememberActive(key, answer);
    return { outcome: 'active', answer };
  };
  const question = async (token: string, key: string): Promise<TokenStatus> => {
    // It may have waited for its turn while others found out.
    if (silence !== undefined && now() < silence.untilMs) return withoutAnswer(key, silence.reason);
    const answer = await askProvider(token);
    silence = answer.outcome === 'failed' && answer.silent ? { reason: answer.reason, untilMs: now() + PAUSE_MS } : undefined;
    return answer.outcome === 'failed' ? withoutAnswer(key, answer.reason) : remember(key, answer);
  };

  return {
    status(token, key) {
      const nowMs = now();
      if (nowMs < (memory.inactiveUntilMs(key) ?? 0)) return INACTIVE;
      const known = memory.active(key);
      if (known !== undefined && nowMs < known.freshUntilMs) return { outcome: 'active', answer: known };
      const waiting = underWay.get(key);
      if (waiting !== undefined) return waiting;
      if (silence !== undefined && (nowMs < silence.untilMs || underWay.size > 0)) return withoutAnswer(key, silence.reason);
      const started = limit.run(() => question(token, key));
      if (started === undefined) return withoutAnswer(key, 'introspection: too many questions are under way');
      const settled = started.finally(() => underWay.delete(key));
      underWay.set(key, settled);
      return settled;
    },
  };
}

const INACTIVE: TokenStatus = { outcome: 'inactive' };
/** After a question that got no answer. */
const PAUSE_MS = 1000;
