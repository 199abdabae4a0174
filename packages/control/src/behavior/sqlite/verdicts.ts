import type { Judgement } from '@airside/domain';

import { pruneTable } from './prune.ts';
import type { Tables } from './rows.ts';

export function verdictTable(tables: Tables) {
  const verdictOf = (row: Record<string, unknown>): Judgement => tables.parsed(row['document']) as Judgement;

  return {
    /** `detections`: the ids of those that stand under it from now on; others that did so do not any more. */
    put(verdict: Judgement, detections: readonly string[]): void {
      const { of, time, feedback } = verdict;
      tables.run('DELETE FROM verdicts WHERE of = ?', of);
      tables.run(
        'INSERT INTO verdicts (of, time, feedback, document) VALUES (?, ?, ?, ?)',
        ...[of, Date.parse(time), feedback, JSON.stringify(verdict)],
      );
      tables.run('UPDATE detections SET verdict = NULL WHERE verdict = ?', of);
      for (const id of detections) tables.run('UPDATE detections SET verdict = ? WHERE id = ?', of, id);
    },
    find(of: string): Judgement | undefined {
      return tables.all('SELECT document FROM verdicts WHERE of = ?', of).map(verdictOf)[0];
    },
    since(ms: number, limit: number): Judgement[] {
      return tables.all('SELECT document FROM verdicts WHERE time >= ? ORDER BY time DESC LIMIT ?', ms, limit).map(verdictOf).reverse();
    },
    prune: (before: number, keepAtMost: number, batch: number) => pruneTable(tables, 'verdicts', 'time', { before, keepAtMost, batch }),
  };
}
