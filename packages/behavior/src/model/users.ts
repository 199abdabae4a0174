import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { combined } from '../sketch/index.ts';
import type { Facts } from './facts.ts';
import { powerOfTwo } from './power-of-two.ts';
import { mergeRows, savedRows, saveRows } from './window/rows.ts';
import { DAY } from './window/spans.ts';
import { WindowTable } from './window/window-table.ts';

const PARTS = 60;
const savedUsers = z.strictObject({ of: z.enum(['callers', 'addresses']), rows: savedRows });
const OF_NETWORK = 0x6e657477;

/**
 * How many proven callers stand behind an address, a network, an agent or an API: thousands share one address of a mobile carrier, and what thousands do is not what one
 * does. Only calls that succeeded count, so that nobody makes himself many by claims.
 */
export class Users {
  readonly #byKey: WindowTable;
  /** Addresses of a network. */
  readonly #addresses: WindowTable;

  constructor(most: number) {
    const options = { spansMs: [DAY], most: mostRows(most), closed: () => undefined };
    this.#byKey = new WindowTable(options);
    this.#addresses = new WindowTable(options);
  }

  observe(facts: Facts): void {
    const { call, caller } = facts;
    if (call.outcome !== 'success' || facts.class === 'anonymous') return;
    const address = facts.key('address');
    const network = facts.key('network');
    this.#note(this.#byKey, address, caller, call);
    this.#note(this.#byKey, network, caller, call);
    this.#note(this.#byKey, facts.agent, caller, call);
    this.#note(this.#byKey, facts.api, caller, call);
    this.#note(this.#addresses, network, address, call);
  }

  /** Callers behind a key of a day; at least as many as the addresses of its network have on average. */
  behind(key: number, network = 0): number {
    const own = this.#of(this.#byKey, key);
    if (network === 0) return own;
    return Math.max(own, this.#of(this.#byKey, network) / Math.max(1, this.#of(this.#addresses, network)));
  }

  /** Who stands behind whom, in parts. */
  *save(): Iterable<unknown> {
    for (const rows of saveRows(this.#byKey)) yield { of: 'callers', rows };
    for (const rows of saveRows(this.#addresses)) yield { of: 'addresses', rows };
  }

  merge(saved: unknown): void {
    const { of, rows } = savedUsers.parse(saved);
    mergeRows(of === 'callers' ? this.#byKey : this.#addresses, rows);
  }

  tick(nowMs: number): void {
    this.#byKey.sweep(nowMs, PARTS);
    this.#addresses.sweep(nowMs, PARTS);
  }

  #note(table: WindowTable, key: number, what: number, call: Call): void {
    if (key === 0 || what === 0) return;
    const row = table.row(key, call.timeMs);
    const added = table.addDistinct(row, combined(what, OF_NETWORK));
    if (added > 0) table.add(row, added);
  }

  #of(table: WindowTable, key: number): number {
    const row = table.find(key);
    // Both halves of a window hold mostly the same callers.
    return row < 0 ? 0 : Math.max(table.current[row] ?? 0, table.previous[row] ?? 0);
  }
}

/** Rows for so many keys. */
export function mostRows(keys: number): number {
  return powerOfTwo(keys * 1.25);
}
