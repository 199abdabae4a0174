import { afterEach, describe, expect, test } from 'vitest';

import type { ExportRecord } from '../src/export/record.ts';
import type { ExportStore } from '../src/export/store.ts';
import { detectionWith } from './export-records.ts';

const record = (id: string): ExportRecord => ({ kind: 'detection', value: detectionWith({ id }) });

/** What every store of exports promises. `open` yields an empty store; each one is closed after its test. */
export function exportStoreContract(name: string, open: () => ExportStore): void {
  let store: ExportStore;
  const places = (after: number, limit = 10) => store.read(after, limit).map(({ place }) => place);

  describe(name, () => {
    afterEach(() => store.close());

    test('how far an export has come is kept by export and source', () => {
      store = open();
      store.setPosition('a', 'x', 5);
      store.setPosition('a', 'x', 7);
      store.setPosition('b', 'x', 1);
      expect([store.position('a', 'x'), store.position('b', 'x'), store.position('a', 'y'), store.position('c', 'x')]).toEqual([
        7,
        1,
        undefined,
        undefined,
      ]);
      store.keepOnly(['b', 'new']);
      expect([store.position('a', 'x'), store.position('b', 'x')]).toEqual([undefined, 1]);
    });

    test('records come back as they were appended, in order, behind a place', () => {
      store = open();
      expect(store.last()).toBe(0);
      store.append([record('1'), record('2')]);
      store.append([record('3')]);
      expect(store.read(0, 10).map(({ record: found }) => found)).toEqual([record('1'), record('2'), record('3')]);
      expect([places(1), places(0, 2), places(3), store.last()]).toEqual([[2, 3], [1, 2], [], 3]);
    });

    test('no place is given twice, also not after everything was deleted', () => {
      store = open();
      store.append([record('1'), record('2'), record('3')]);
      store.trim(3, 10);
      expect([places(0), store.last()]).toEqual([[], 3]);
      store.append([record('4')]);
      expect(places(0)).toEqual([4]);
    });

    test('what all are done with goes, and beyond the bound the oldest', () => {
      store = open();
      store.append(Array.from({ length: 6 }, (_, index) => record(String(index))));
      store.trim(2, 100);
      expect(places(0)).toEqual([3, 4, 5, 6]);
      store.trim(0, 2);
      expect(places(0)).toEqual([5, 6]);
    });
  });
}
