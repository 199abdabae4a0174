import { z } from 'zod';

import type { Facts } from './facts.ts';
import type { EntityTable } from './window/entity-table.ts';
import type { EntityTables } from './window/entity-tables.ts';
import { DAY, HOUR, MINUTE, TEN_MINUTES, WEEK } from './window/spans.ts';
import type { Tally } from './window/tally.ts';

const SPANS = [MINUTE, TEN_MINUTES, HOUR, DAY, WEEK] as const;
const KINDS = ['caller', 'address'] as const;
const windows = z.array(z.number().nonnegative()).max(8);
const saved = z.strictObject({ caller: windows, address: windows, fadedMs: z.number().nonnegative().optional() });

type Kind = (typeof KINDS)[number];

interface Counting {
  readonly entities: EntityTable;
  readonly tally: Tally;
  /** By the length of a window. */
  readonly windows: Float64Array;
}

/**
 * In how many windows callers and addresses called at all: what is counted of few of them only, such as deletions, was nought in all others, and that is experience too.
 */
export class Activity {
  readonly #of: Readonly<Record<Kind, Counting>>;
  readonly #halfLifeMs: number;
  #fadedMs = 0;

  constructor(tables: EntityTables, halfLifeDays: number) {
    this.#halfLifeMs = halfLifeDays * DAY;
    this.#of = { caller: counting(tables.of('caller', 'all')), address: counting(tables.of('address', 'all')) };
  }

  observe(facts: Facts): void {
    for (const kind of KINDS) {
      const { entities, tally } = this.#of[kind];
      const at = entities.block(tally, facts);
      if (at !== 0) tally.add(at, 1);
    }
  }

  /** Windows of so long in which a caller or an address called; 0 for what is not counted. */
  windows(kind: string, spanMs: number): number {
    const span = SPANS.findIndex((each) => each === spanMs);
    return kind === 'caller' || kind === 'address' ? (this.#of[kind].windows[span] ?? 0) : 0;
  }

  tick(nowMs: number): void {
    if (this.#fadedMs === 0) this.#fadedMs = nowMs;
    const elapsedMs = nowMs - this.#fadedMs;
    if (elapsedMs < DAY) return;
    this.#fadedMs = nowMs;
    const factor = 2 ** (-elapsedMs / this.#halfLifeMs);
    for (const kind of KINDS) {
      const { windows: counts } = this.#of[kind];
      for (const [span, count] of counts.entries()) counts[span] = count * factor;
    }
  }

  save(): unknown {
    return { caller: [...this.#of.caller.windows], address: [...this.#of.address.windows], fadedMs: this.#fadedMs };
  }

  merge(value: unknown): void {
    const counts = saved.parse(value);
    if (this.#fadedMs === 0) this.#fadedMs = counts.fadedMs ?? 0;
    for (const kind of KINDS) {
      const known = this.#of[kind].windows;
      for (const [span, count] of counts[kind].entries()) known[span] = (known[span] ?? 0) + count;
    }
  }
}

function counting(entities: EntityTable): Counting {
  const counts = new Float64Array(SPANS.length);
  const closed = (_row: number, _at: number, span: number): void => {
    counts[span] = (counts[span] ?? 0) + 1;
  };
  return { entities, tally: entities.table.tally({ id: 'activity', spansMs: SPANS, closed }), windows: counts };
}
