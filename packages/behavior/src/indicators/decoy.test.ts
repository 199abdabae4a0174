import { expect, test } from 'vitest';

import { callOf } from '../testing/call.ts';
import { learningOf } from '../testing/watch.ts';
import { decoy } from './decoy.ts';

const decoys = ['/Internal/Export', '/old/', '/backup/*', 'api.example.com/v0', '/'];
const touches = (path: string, configured: readonly string[] = decoys): boolean =>
  decoy.create(learningOf({ decoys: configured })).judge(callOf({ timeMs: 0, path, template: null })) !== undefined;

test.each([
  '/Internal/Export',
  '/internal/export',
  '/INTERNAL/EXPORT',
  '/internal/export/',
  '/internal/export//',
  '/old',
  '/OLD/',
  '/backup/2026.zip',
  '/BACKUP/',
  '/v0',
  '/V0/',
  '/',
])('%s is a decoy, however it is spelled', (path) => expect(touches(path)).toBe(true));

test.each(['/internal', '/internal/exports', '/internal/export/x', '/backup', '/older', '/v0/users', '/x/old', ''])('%j is none', (path) =>
  expect(touches(path)).toBe(false),
);

test('where none is configured nothing is one', () => expect(touches('/', [])).toBe(false));
