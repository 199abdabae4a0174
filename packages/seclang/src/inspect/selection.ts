import type { Entry } from '../variables/entry.ts';
import type { Screened } from '../variables/screen.ts';
import type { Value } from '../variables/value.ts';
import { addOnce, newMark } from './distinct.ts';
import { Group } from './group.ts';
import { Summary } from './summary.ts';

/** Groups by kinds of bytes at most; all further values make one more. */
const MOST_KINDS = 8;

/** What a target selects of a transaction. */
export class Selection {
  readonly entries: readonly Entry[];
  /** By entry. */
  readonly values: readonly Value[];
  readonly #only: Value | undefined;
  #groups: readonly Group[] | undefined = undefined;
  #summary: Screened | undefined = undefined;

  constructor(entries: readonly Entry[], values: readonly Value[]) {
    this.entries = entries;
    this.values = values;
    this.#only = values.length === 1 ? values[0] : undefined;
  }

  /** The values, each distinct one once, in groups that have the same kinds of bytes. */
  get groups(): readonly Group[] {
    this.#groups ??= grouped(this.values);
    return this.#groups;
  }

  /** What the values have in common. */
  get summary(): Screened {
    this.#summary ??= this.#only ?? Summary.of(this.groups.map(({ summary }) => summary));
    return this.#summary;
  }
}

function grouped(values: readonly Value[]): readonly Group[] {
  const kinds: number[] = [];
  const members: Value[][] = [];
  const mark = newMark();
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as Value;
    let kind = kinds.indexOf(value.bits);
    if (kind === -1) {
      kind = Math.min(kinds.length, MOST_KINDS);
      if (kind < MOST_KINDS) kinds.push(value.bits);
      if (members.length === kind) members.push([]);
    }
    addOnce(value, mark, members[kind] as Value[]);
  }
  return members.map((same) => new Group(same));
}
