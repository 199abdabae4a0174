import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { behaviorStoreContract, sanctionOf } from '../../../test/behavior-store-contract.ts';
import { detectionOf, incidentOf } from '../testing/detections.ts';
import { openBehaviorStore } from './open.ts';

const directory = mkdtempSync(join(tmpdir(), 'airside-behavior-'));
afterAll(() => rmSync(directory, { recursive: true }));

behaviorStoreContract('SQLite in memory', async () => openBehaviorStore(':memory:'));

test('what was kept is there after a restart, and a reader beside the writer sees it', async () => {
  const file = join(directory, 'behavior.db');
  const detection = detectionOf();
  const writer = openBehaviorStore(file);
  await writer.record({ detections: [detection], incidents: [incidentOf(detection)] });
  await writer.addSanction(sanctionOf('kept'));
  const reader = openBehaviorStore(file, { readOnly: true });
  expect((await reader.activeSanctions(Date.now())).map(({ id }) => id)).toEqual(['kept']);
  await expect(reader.addSanction(sanctionOf('more'))).rejects.toThrow('cannot be written');
  await reader.close();
  await writer.close();
  const again = openBehaviorStore(file);
  expect(await again.detection(detection.id)).toEqual(detection);
  await again.close();
});
