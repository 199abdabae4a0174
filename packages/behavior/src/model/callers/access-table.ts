import { z } from 'zod';

import { commonLength, wordsColumn } from '../../saved/column.ts';
import { ClockMap } from '../clock-map.ts';
import { AccessRecord, savedAccess } from './access-record.ts';

/** A key for each record. */
export const savedAccesses = z.strictObject({ keys: wordsColumn, records: savedAccess });

/**
 * What many callers together did with what is others': those of a network, of a kind of client. What was not asked for lately makes room, and of that first what
 * has nothing to tell.
 */
export class AccessTable {
  readonly #records: ClockMap<AccessRecord>;

  constructor(most: number) {
    this.#records = new ClockMap(most, ({ foreign }) => foreign > 0);
  }

  /** As of a time; a new one where there is none. */
  recordOf(key: number, timeMs: number): AccessRecord {
    const known = this.#records.get(key);
    if (known !== undefined) {
      known.pass(timeMs);
      return known;
    }
    const record = new AccessRecord(timeMs);
    this.#records.set(key, record);
    return record;
  }

  save(): z.infer<typeof savedAccesses> {
    const records = [...this.#records.entries()];
    return { keys: Uint32Array.from(records, ([key]) => key), records: AccessRecord.save(records.map(([, record]) => record)) };
  }

  merge(saved: z.infer<typeof savedAccesses>): void {
    const records = AccessRecord.load(saved.records);
    commonLength({ keys: saved.keys, records });
    for (const [index, record] of records.entries()) {
      const key = saved.keys[index] ?? 0;
      const known = this.#records.get(key);
      if (known === undefined) this.#records.set(key, record);
      else known.merge(record);
    }
  }
}
