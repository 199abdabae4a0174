import type { Screened } from '../variables/screen.ts';
import type { Value } from '../variables/value.ts';
import { Summary } from './summary.ts';

/** Groups by kinds of bytes at most; all further values make one more. */
const MOST_KINDS = 8;

/** Distinct values that are looked at as one. */
export interface Group {
  readonly values: readonly Value[];
  readonly summary: Screened;
}

/** Never used twice: a value that is remembered keeps its mark. */
let lastMark = 0;

/** The values, each distinct one once, in groups that have the same kinds of bytes. */
export function grouped(values: readonly Value[]): readonly Group[] {
  const kinds: number[] = [];
  const members: Value[][] = [];
  const mark = ++lastMark;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as Value;
    if (value.mark === mark) continue;
    value.mark = mark;
    let kind = kinds.indexOf(value.bits);
    if (kind === -1) {
      kind = Math.min(kinds.length, MOST_KINDS);
      if (kind < MOST_KINDS) kinds.push(value.bits);
      if (members.length === kind) members.push([]);
    }
    (members[kind] as Value[]).push(value);
  }
  return members.map((same) => ({ values: same, summary: Summary.of(same) }));
}
