import type { EvaluatorOf } from './evaluation.ts';

const DAY_MS = 86_400_000;

/** A certificate or a key expires soon, or has. */
export const expiryEvaluator: EvaluatorOf<'expiry'> =
  (_rule, { of, within }, sources) =>
  (nowMs) => ({
    observations: sources
      .expirables()
      .filter(({ kind, expiresAtMs }) => of.includes(kind) && expiresAtMs - nowMs <= within)
      .map(({ kind, name, expiresAtMs, facts }) => ({
        labels: { kind, name },
        verdict: 'bad' as const,
        value: (expiresAtMs - nowMs) / DAY_MS,
        threshold: within / DAY_MS,
        unit: 'days',
        facts: [[expiresAtMs > nowMs ? 'expires' : 'has expired', new Date(expiresAtMs).toISOString()] as const, ...facts],
      })),
  });
