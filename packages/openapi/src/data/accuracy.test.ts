import { expect, test } from 'vitest';

import type { Observation } from '../observe/observation.ts';
import { DATA_CLASSES } from './classes/index.ts';
import { DataInventory } from './inventory/inventory.ts';
import { reportOf } from './inventory/report.ts';
import { ClassIndex } from './judge/class-index.ts';
import { measureAccuracy } from './testing/measure.ts';
import { Random } from './testing/random.ts';

test.for([1, 5, 20])('with %i calls each, no field is taken for what it is not, and few are missed', async (calls, { annotate }) => {
  for (const seed of [1, 2]) {
    const { fields, precision, recall, missed, falseAlarms } = measureAccuracy({ seed, calls, leastConfidence: 0.8 });
    await annotate(`${fields} fields, ${calls} calls each: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
    expect(precision, falseAlarms.join('; ')).toBeGreaterThanOrEqual(0.99);
    expect(recall, missed.join('; ')).toBeGreaterThanOrEqual(calls === 1 ? 0.95 : 0.99);
  }
});

test('of fields with random digits, letters and hexadecimal texts under names that say nothing, hardly one is taken for data of a person', async ({
  annotate,
}) => {
  const random = new Random(7);
  const inventory = new DataInventory(new ClassIndex(DATA_CLASSES));
  const shapes = [
    ...Array.from({ length: 14 }, (_, index) => '9'.repeat(index + 6)),
    'A9999999',
    'AA999999A',
    'AAAA9999999',
    '9999-9999-9999',
    'x'.repeat(32),
    'xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx',
  ];
  const fields = shapes.length * 200;
  for (let call = 0; call < 3; call++) {
    for (let group = 0; group < 200; group++) {
      const body = Object.fromEntries(
        shapes.map((shape, index) => [`f${'abcdefghijklmnopqrstuvwxyz'.charAt(index)}`, random.shaped(shape)]),
      );
      inventory.add(answer(`/g${group}/things`, body));
    }
  }
  const found = reportOf(inventory, 0.8).endpoints.flatMap(({ findings }) => findings);
  await annotate(`${fields} fields of random values: ${found.length} false alarms`);
  expect(found.length / fields).toBeLessThan(0.001);
});

function answer(template: string, body: object): Observation {
  const nothing = { headers: undefined, body: undefined, bytes: undefined };
  const response = { headers: undefined, body: JSON.stringify(body), bytes: undefined };
  const known = { timeMs: 0, api: 'random', host: '', method: 'GET', path: template, template, query: '', status: 200, isRefused: false };
  return { ...known, caller: null, credentials: undefined, request: nothing, response };
}
