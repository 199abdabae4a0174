import { type Sanction, subjectKey } from '@airside/domain';

import { type CountedSanction, MOST_ACTIVE, type Page, type PageOptions, type SanctionFilter } from '../store.ts';
import { pruneTable } from './prune.ts';
import type { Tables, Where } from './rows.ts';

const COLUMNS = 'sequence, document, hits';
const ACTIVE = 'ended = 0 AND expires > ?';

export function sanctionTable(tables: Tables) {
  const sanctionOf = (row: Record<string, unknown>): CountedSanction => ({
    ...(tables.parsed(row['document']) as Sanction),
    hits: Number(row['hits']),
  });
  const find = (id: string): CountedSanction | undefined =>
    tables.all(`SELECT ${COLUMNS} FROM sanctions WHERE id = ?`, id).map(sanctionOf)[0];

  return {
    find,
    add(sanction: Sanction): void {
      const { id, expires, incident, match } = sanction;
      tables.run(
        'INSERT INTO sanctions (id, expires, incident, document) VALUES (?, ?, ?, ?)',
        ...[id, Date.parse(expires), incident, JSON.stringify(sanction)],
      );
      const sequence = tables.number('SELECT last_insert_rowid()');
      for (const subject of match)
        tables.run('INSERT OR IGNORE INTO sanction_subjects (subject, sanction) VALUES (?, ?)', subjectKey(subject), sequence);
    },
    list({ activeAtMs, subject, incident }: SanctionFilter, page: PageOptions): Page<CountedSanction> {
      const conditions: (Where | undefined)[] = [
        activeAtMs === undefined ? undefined : { sql: ACTIVE, parameters: [activeAtMs] },
        incident === undefined ? undefined : { sql: 'incident = ?', parameters: [incident] },
        subject === undefined
          ? undefined
          : { sql: 'sequence IN (SELECT sanction FROM sanction_subjects WHERE subject = ?)', parameters: [subjectKey(subject)] },
      ];
      return tables.page('sanctions', conditions, page, sanctionOf);
    },
    active: (nowMs: number): CountedSanction[] =>
      tables.all(`SELECT ${COLUMNS} FROM sanctions WHERE ${ACTIVE} ORDER BY expires DESC LIMIT ?`, nowMs, MOST_ACTIVE).map(sanctionOf),
    undo(id: string, undone: NonNullable<Sanction['undone']>): CountedSanction | undefined {
      const sanction = find(id);
      if (sanction === undefined || sanction.undone !== null) return sanction;
      const { hits, ...document } = { ...sanction, undone };
      tables.run('UPDATE sanctions SET ended = 1, document = ? WHERE id = ?', JSON.stringify(document), id);
      return { ...document, hits };
    },
    addHits(hits: readonly (readonly [string, number])[]): void {
      for (const [id, count] of hits) tables.run('UPDATE sanctions SET hits = hits + ? WHERE id = ?', count, id);
    },
    /** One in effect is never deleted. */
    prune: (before: number, keepAtMost: number, batch: number) =>
      pruneTable(tables, 'sanctions', 'expires', { before, keepAtMost, batch }, '(ended = 1 OR expires < unixepoch() * 1000)'),
  };
}
