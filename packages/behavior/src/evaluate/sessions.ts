import type { Scored } from './score-report.ts';

/** One sample of a session. */
export interface SessionScore extends Scored {
  readonly session: string;
}

/** Sessions by their worst request: a session is an attack where one of its requests is, of the category of the first such. */
export function scoreSessions(scored: readonly SessionScore[]): readonly Scored[] {
  const sessions = new Map<string, { score: number; isAttack: boolean; category: string }>();
  for (const { session, score, isAttack, category } of scored) {
    const known = sessions.get(session);
    if (known === undefined) {
      sessions.set(session, { score, isAttack, category });
      continue;
    }
    known.score = Math.max(known.score, score);
    if (isAttack && !known.isAttack) {
      known.isAttack = true;
      known.category = category;
    }
  }
  return [...sessions.values()];
}
