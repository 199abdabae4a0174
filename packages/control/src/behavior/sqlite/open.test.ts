import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, expect, test } from 'vitest';

import { behaviorStoreContract, sanctionOf } from '../../../test/behavior-store-contract.ts';
import { detectionOf, incidentOf } from '../testing/detections.ts';
import { openBehaviorStore } from './open.ts';
import { BEHAVIOR_SCHEMA } from './schema.ts';

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

test('what was kept before verdicts were is there, and can be judged', async () => {
  const file = join(directory, 'before.db');
  const detection = detectionOf();
  const old = new DatabaseSync(file);
  old.exec(`${BEHAVIOR_SCHEMA.steps[0]}; PRAGMA application_id = ${BEHAVIOR_SCHEMA.applicationId}; PRAGMA user_version = 1`);
  old
    .prepare("INSERT INTO detections (id, time, api, indicator, severity, risk, document) VALUES (?, 1, 'orders', 'probing', 3, 90, ?)")
    .run(detection.id, JSON.stringify(detection));
  old.close();
  const store = openBehaviorStore(file);
  expect((await store.detections({}, { limit: 10 })).items).toEqual([detection]);
  await store.judge({ of: detection.id, feedback: 'false', note: null, by: 'person:ada', time: detection.time, about: [] }, [detection.id]);
  expect(await store.detection(detection.id)).toMatchObject({ verdict: { feedback: 'false' } });
  await store.close();
});
