import type { Happening } from '@airside/behavior';
import type { Detection, Incident } from '@airside/domain';
import { expect, test } from 'vitest';

import { createUnkept } from './unkept.ts';

const detection = (id: string, count = 1) => ({ id, count }) as Detection;
const incident = (id: string) => ({ id }) as Incident;
const of = (...detections: readonly Detection[]): Happening => ({ detections, incidents: [] });

/** A store that takes nothing until it is said to. */
function unkeptBefore(recorded: Happening[]) {
  const problems: string[] = [];
  let isFull = true;
  const unkept = createUnkept({
    async record(happening) {
      if (isFull) throw new Error('no space is left');
      recorded.push(happening);
    },
    onProblem: ({ message }) => problems.push(message),
    retryMs: 1,
  });
  return {
    unkept,
    problems,
    makeRoom: () => {
      isFull = false;
    },
  };
}

test('what the store did not take is recorded once there is room, as it has become, and that is said once', async () => {
  const recorded: Happening[] = [];
  const { unkept, problems, makeRoom } = unkeptBefore(recorded);
  await unkept.record(of(detection('a')));
  await unkept.record({ detections: [detection('b')], incidents: [incident('i')] });
  await unkept.record(of(detection('a', 2)));
  expect(unkept).toMatchObject({ isFailing: true, dropped: 0 });
  expect([unkept.has('i'), unkept.has('j')]).toEqual([true, false]);
  makeRoom();
  await expect.poll(() => unkept.isFailing).toBe(false);
  expect(recorded).toEqual([{ detections: [detection('a', 2), detection('b')], incidents: [incident('i')] }]);
  expect(problems).toEqual(['detections cannot be kept: no space is left']);
  expect(unkept.has('i')).toBe(false);
});

test('what changes while it is recorded is recorded again', async () => {
  const recorded: Happening[] = [];
  const unkept = createUnkept({
    async record(happening) {
      recorded.push(happening);
      if (recorded.length === 1) void unkept.record(of(detection('a', 2)));
    },
    onProblem: () => undefined,
  });
  await unkept.record(of(detection('a')));
  await unkept.close();
  expect(recorded).toEqual([of(detection('a')), of(detection('a', 2))]);
});

test('a last try is made at the end', async () => {
  const recorded: Happening[] = [];
  const { unkept, makeRoom } = unkeptBefore(recorded);
  await unkept.record(of(detection('a')));
  makeRoom();
  await unkept.close();
  expect(recorded).toEqual([of(detection('a'))]);
});

test('no more is held than so much, the newest, and what is not is counted', async () => {
  const { unkept } = unkeptBefore([]);
  for (let index = 0; index < 10_003; index++) await unkept.record(of(detection(`d-${index}`)));
  expect(unkept.dropped).toBe(3);
  await unkept.close();
});
