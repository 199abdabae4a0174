import { z } from 'zod';

import type { Facts } from './facts.ts';
import { mostRows } from './users.ts';
import { mergeRows, savedRows, saveRows } from './window/rows.ts';
import { DAY, HOUR, MINUTE, TEN_MINUTES, WEEK } from './window/spans.ts';
import { WindowTable } from './window/window-table.ts';

const SPANS = [MINUTE, TEN_MINUTES, HOUR, DAY, WEEK] as const;
const PARTS = 60;
const KINDS = ['caller', 'address'] as const;
const windows = z.array(z.number().nonnegative()).max(8);
const saved = z.strictObject({ caller: windows, address: windows, fadedMs: z.number().nonnegative().optional() });
const savedPart = z.strictObject({ of: z.enum(KINDS), rows: savedRows });

type Kind = (typeof KINDS)[number];

/**
 * In how many windows callers and addresses called at all: what is counted of few of them only, such as deletions, was nought in all others, and that is experience too.
 */
export class Activity {
  readonly #tables: Readonly<Record<Kind, WindowTable>>;
  readonly #windows: Readonly<Record<Kind, Float64Array>> = {
    caller: new Float64Array(SPANS.length),
    address: new Float64Array(SPANS.length),
  };
  readonly #halfLifeMs: number;
  #fadedMs = 0;

  constructor(most: number, halfLifeDays: number) {
    this.#halfLifeMs = halfLifeDays * DAY;
    const table = (kind: Kind): WindowTable =>
      new WindowTable({ spansMs: SPANS, most: mostRows(most), closed: (_row, span) => this.#count(kind, span) });
    this.#tables = { caller: table('caller'), address: table('address') };
  }

  observe(facts: Facts): void {
    const { timeMs } = facts.call;
    const { caller, address } = this.#tables;
    caller.add(caller.row(facts.caller, timeMs), 1);
    const key = facts.key('address');
    if (key !== 0 && key !== facts.caller) address.add(address.row(key, timeMs), 1);
  }

  /** Windows of so long in which a caller or an address called; 0 for what is not counted. */
  windows(kind: string, spanMs: number): number {
    const span = SPANS.findIndex((each) => each === spanMs);
    return kind === 'caller' || kind === 'address' ? (this.#windows[kind][span] ?? 0) : 0;
  }

  tick(nowMs: number): void {
    for (const kind of KINDS) this.#tables[kind].sweep(nowMs, PARTS);
    if (this.#fadedMs === 0) this.#fadedMs = nowMs;
    const elapsedMs = nowMs - this.#fadedMs;
    if (elapsedMs < DAY) return;
    this.#fadedMs = nowMs;
    for (const kind of KINDS)
      for (const [span, count] of this.#windows[kind].entries()) this.#windows[kind][span] = count * 2 ** (-elapsedMs / this.#halfLifeMs);
  }

  save(): unknown {
    return { caller: [...this.#windows.caller], address: [...this.#windows.address], fadedMs: this.#fadedMs };
  }

  merge(value: unknown): void {
    const counts = saved.parse(value);
    if (this.#fadedMs === 0) this.#fadedMs = counts.fadedMs ?? 0;
    for (const kind of KINDS)
      for (const [span, count] of counts[kind].entries()) this.#windows[kind][span] = (this.#windows[kind][span] ?? 0) + count;
  }

  /** What is running of callers and addresses, in parts. */
  *saveRunning(): Iterable<unknown> {
    for (const kind of KINDS) for (const rows of saveRows(this.#tables[kind])) yield { of: kind, rows };
  }

  mergeRunning(value: unknown): void {
    const { of, rows } = savedPart.parse(value);
    mergeRows(this.#tables[of], rows);
  }

  #count(kind: Kind, span: number): void {
    this.#windows[kind][span] = (this.#windows[kind][span] ?? 0) + 1;
  }
}
