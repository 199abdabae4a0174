import { type Subject, subjectKey } from '@airside/domain';

import type { BehaviorEvent, Page, PageOptions } from '../store.ts';
import { pruneTable } from './prune.ts';
import type { Tables, Where } from './rows.ts';

export function eventTable(tables: Tables) {
  return {
    add(event: Omit<BehaviorEvent, 'sequence'>): void {
      const { time, target, subject } = event;
      tables.run(
        'INSERT INTO events (time, target, subject, document) VALUES (?, ?, ?, ?)',
        ...[Date.parse(time), target, subject === null ? null : subjectKey(subject), JSON.stringify(event)],
      );
    },
    list({ target, subject }: { readonly target?: string; readonly subject?: Subject }, page: PageOptions): Page<BehaviorEvent> {
      const conditions: (Where | undefined)[] = [
        target === undefined ? undefined : { sql: 'target = ?', parameters: [target] },
        subject === undefined ? undefined : { sql: 'subject = ?', parameters: [subjectKey(subject)] },
      ];
      return tables.page('events', conditions, page, (row) => ({
        sequence: Number(row['sequence']),
        ...(tables.parsed(row['document']) as Omit<BehaviorEvent, 'sequence'>),
      }));
    },
    prune: (before: number, keepAtMost: number, batch: number) => pruneTable(tables, 'events', 'time', { before, keepAtMost, batch }),
  };
}
