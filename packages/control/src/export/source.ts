import type { ExportKind } from '@airside/domain';

import type { DirectoryStore } from '../directory/store.ts';
import type { ExchangeStore } from '../exchanges/store.ts';
import type { ExportStore, PlacedRecord } from './store.ts';

/** Where records are read from, as often as it takes. */
export interface ExportSource {
  readonly name: string;
  readonly kinds: readonly ExportKind[];
  /** Those behind a place, oldest first. */
  read(after: number, limit: number): readonly PlacedRecord[] | Promise<readonly PlacedRecord[]>;
  /** The place of the last record there is; 0 where there is none. */
  last(): number | Promise<number>;
  /** Places follow one on another: where some are missing, the records were deleted. */
  readonly isDense: boolean;
}

export function exchangeSource(store: Pick<ExchangeStore, 'list'>): ExportSource {
  return {
    name: 'exchanges',
    kinds: ['exchange'],
    read: (after, limit) =>
      store
        .list({}, { after, limit, order: 'oldest-first' })
        .map(({ sequence, exchange }) => ({ place: sequence, record: { kind: 'exchange', value: exchange } })),
    last: () => store.list({}, { limit: 1, order: 'newest-first' })[0]?.sequence ?? 0,
    isDense: true,
  };
}

/** Detections, incidents and sanctions: what changes where it is kept, so that each change is put aside. */
export function spoolSource(store: Pick<ExportStore, 'read' | 'last'>): ExportSource {
  return { name: 'spool', kinds: ['detection', 'incident', 'sanction'], read: store.read, last: store.last, isDense: true };
}

export function auditSource(store: Pick<DirectoryStore, 'history'>): ExportSource {
  return {
    name: 'audit',
    kinds: ['audit'],
    read: async (after, limit) => {
      const records = await store.history({ after, limit });
      return records.map((value) => ({ place: value.sequence, record: { kind: 'audit', value } }));
    },
    last: async () => (await store.history({ limit: 1 }))[0]?.sequence ?? 0,
    // A change that came to nothing may have taken a number.
    isDense: false,
  };
}
