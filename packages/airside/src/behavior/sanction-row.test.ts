import type { ListedSanction } from '@airside/control';
import { expect, test } from 'vitest';

import { SANCTION_HEADER, sanctionRow } from './sanction-row.ts';

const BLOCK: ListedSanction = {
  id: 's-1',
  action: 'block',
  match: [{ kind: 'user', id: 'acme' }],
  api: null,
  requestsPerMinute: null,
  dryRun: false,
  created: '2026-01-01T00:00:00Z',
  expires: '2026-01-01T01:00:00Z',
  by: 'response:block',
  reason: '',
  incident: null,
  undone: null,
  hits: 0,
  stored: true,
};

test('a block that a restart would forget says so', () => {
  const until = (block: ListedSanction) => sanctionRow(block)[SANCTION_HEADER.indexOf('until')];
  expect(until(BLOCK)).toBe('2026-01-01T01:00:00Z');
  expect(until({ ...BLOCK, stored: false })).toBe('2026-01-01T01:00:00Z (not stored)');
});
