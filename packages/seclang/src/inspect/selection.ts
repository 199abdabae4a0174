import type { KeyTest } from '../compile/key-pattern.ts';
import type { Entry } from '../variables/entry.ts';
import type { Screened } from '../variables/screen.ts';
import type { Value } from '../variables/value.ts';
import { type Group, grouped } from './group.ts';
import { Summary } from './summary.ts';

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

  /** Those whose name passes the test; the same selection where all do. */
  part(keeps: KeyTest): Selection {
    const { entries, values } = this;
    const isKept = entries.map(({ key }) => keeps(key));
    if (!isKept.includes(false)) return this;
    return new Selection(
      entries.filter((_, index) => isKept[index]),
      values.filter((_, index) => isKept[index]),
    );
  }

  /** What the values have in common. */
  get summary(): Screened {
    this.#summary ??= this.#only ?? Summary.of(this.groups.map(({ summary }) => summary));
    return this.#summary;
  }
}
