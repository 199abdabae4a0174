import { describe, expect, test } from 'vitest';

import { decodeTree, encodeTree } from '../saved/tree.ts';
import { everyday, START_MS } from '../testing/everyday.ts';
import { DAY, loggedIn, many } from '../testing/shop.ts';
import { learningOf, Watch } from '../testing/watch.ts';
import { INDICATORS } from './index.ts';
import type { Detector } from './indicator.ts';

describe('the table of indicators', () => {
  const ids = INDICATORS.map(({ id }) => id);

  test('names each once, in order', () => {
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  test.each(INDICATORS)('$id says all that people need, with ids that exist in form', (indicator) => {
    expect(indicator.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [indicator.title, indicator.what, indicator.how, indicator.attack, indicator.otherwise, indicator.remedy]) {
      expect(text.length).toBeGreaterThan(10);
    }
    for (const owasp of indicator.owasp) expect(owasp).toMatch(/^API([1-9]|10):2023$/);
    for (const cwe of indicator.cwe) expect(cwe).toMatch(/^CWE-\d+$/);
    for (const mitre of indicator.mitre) expect(mitre).toMatch(/^T\d{4}(\.\d{3})?$/);
    expect(indicator.owasp.length * indicator.cwe.length).toBeGreaterThan(0);
  });
});

/** All that is saved of a detector, as it is read again. */
function savedOf(detector: Detector): { readonly learned: unknown; readonly callers: readonly unknown[] } {
  const read = (tree: unknown): unknown => decodeTree(encodeTree(tree));
  return { learned: read(detector.save?.()), callers: Array.from(detector.saveCallers?.() ?? [], read) };
}

/** The same as bytes, which are compared sooner. */
function bytesOf(detector: Detector): Buffer {
  return Buffer.concat([encodeTree(detector.save?.() ?? null), ...Array.from(detector.saveCallers?.() ?? [], encodeTree)]);
}

function takeOver(into: Detector, from: Detector): void {
  const { learned, callers } = savedOf(from);
  into.merge?.(learned);
  for (const part of callers) into.mergeCallers?.(part);
}

describe('what is saved', () => {
  const days = everyday({ users: 30, days: 3 });

  test.each(INDICATORS)('by $id is what another one takes, and garbage is refused', (indicator) => {
    const { detector } = new Watch(indicator).see(days);
    const other = indicator.create(learningOf());
    expect(detector.save === undefined).toBe(detector.merge === undefined);
    if (detector.save === undefined) return;
    expect(detector.saveCallers === undefined).toBe(detector.mergeCallers === undefined);
    expect(() => takeOver(other, detector)).not.toThrow();
    expect(bytesOf(other).equals(bytesOf(detector))).toBe(true);
    for (const garbage of [null, 7, 'x', { counts: 'x' }, [[-1]], { rates: [[1, 2]] }]) {
      expect(() => indicator.create(learningOf()).merge?.(garbage)).toThrow();
      if (detector.mergeCallers !== undefined) expect(() => indicator.create(learningOf()).mergeCallers?.(garbage)).toThrow();
    }
  });

  test('by a count lets an attack be found after a restart as before it', () => {
    const stuffing = INDICATORS.find(({ id }) => id === 'extreme-activity');
    if (stuffing === undefined) throw new Error('extreme-activity is gone');
    const before = new Watch(stuffing).see(everyday({ users: 100, days: 6 }));
    const after = new Watch(stuffing);
    takeOver(after.detector, before.detector);
    const attack = many(1000, (i) => ({ ...loggedIn(9, START_MS), timeMs: START_MS + 7 * DAY + i * 50 }));
    const [found, foundAfter] = [before.reset().see(attack).highest, after.see(attack).highest];
    expect(Math.abs(found - foundAfter)).toBeLessThan(1);
  });
});
