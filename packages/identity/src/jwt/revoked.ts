import type { Claims } from './compact.ts';

/** Something that tokens name and that makes them void: their own id (`jti`), or what they came of (`grant_id`). */
export interface RevokedToken {
  readonly id: string;
  /** When the last token that names it has expired, in milliseconds since 1970. */
  readonly untilMs: number;
}

/** Tokens that are refused although their signature is good. */
export interface RevokedTokens {
  /** Changes with every addition: what was verified before is verified anew. */
  readonly generation: number;
  isRevoked(claims: Claims): boolean;
}

/** A list in memory: as long as there are revoked tokens that have not expired. */
export function createRevokedTokens(now: () => number = Date.now): RevokedTokens & { add(tokens: readonly RevokedToken[]): void } {
  const revoked = new Map<string, number>();
  let generation = 0;
  let sweepAtMs = 0;

  const sweep = (): void => {
    if (now() < sweepAtMs) return;
    sweepAtMs = now() + SWEEP_MS;
    for (const [id, untilMs] of revoked) if (untilMs < now()) revoked.delete(id);
  };
  const has = (id: unknown): boolean => typeof id === 'string' && revoked.has(id);
  return {
    get generation() {
      return generation;
    },
    isRevoked: (claims) => has(claims.get('jti')) || has(claims.get('grant_id')),
    add(tokens) {
      sweep();
      for (const { id, untilMs } of tokens) {
        const oldest = revoked.keys().next();
        if (revoked.size >= MOST_REVOKED && !oldest.done) revoked.delete(oldest.value);
        revoked.set(id, untilMs);
      }
      generation++;
    },
  };
}

const SWEEP_MS = 60_000;
/** Each takes an authenticated request, and they expire with the tokens: more than any honest clients revoke within that time. */
const MOST_REVOKED = 200_000;
