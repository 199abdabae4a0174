import { describe, expect, test } from 'vitest';

import { parseCoreList, pinned, planPinning } from './cores.ts';

describe('pinning', () => {
  test('gives the measured program a core that the load generator does not use', () => {
    expect(planPinning([2, 5, 6], true)).toMatchObject({ measured: 5, load: 2 });
  });

  test.each([
    ['one core', [0], true, 'fewer than two cores'],
    ['unknown cores', [], true, 'fewer than two cores'],
    ['no taskset', [0, 1], false, 'taskset is not installed'],
  ])('is left out and said so with %s', (_case, cores, hasTaskset, why) => {
    const pinning = planPinning(cores, hasTaskset);
    expect(pinning).toMatchObject({ measured: null, load: null });
    expect(pinning.text).toContain(why);
  });

  test('changes a command only where there is a core', () => {
    expect(pinned(3, ['wrk', 'url'])).toEqual(['taskset', '-c', '3', 'wrk', 'url']);
    expect(pinned(null, ['wrk', 'url'])).toEqual(['wrk', 'url']);
  });
});

test.each([
  ['0-3', [0, 1, 2, 3]],
  ['\t1,4-5,9\n', [1, 4, 5, 9]],
  ['7', [7]],
  ['', []],
  ['none', []],
])('the core list %j is read', (text, cores) => {
  expect(parseCoreList(text)).toEqual(cores);
});
