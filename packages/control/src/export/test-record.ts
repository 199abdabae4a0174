import { randomUUID } from 'node:crypto';

import type { ExportRecord } from './record.ts';

/** A record that says that it is a test: a change of nothing by nobody. */
export function testRecord(nowMs: number): ExportRecord {
  return {
    kind: 'audit',
    value: {
      sequence: 0,
      timeMs: nowMs,
      actor: 'airside',
      action: 'export.test',
      kind: 'group',
      id: `test-${randomUUID()}`,
      before: null,
      after: { test: true },
    },
  };
}
