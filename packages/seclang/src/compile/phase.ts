import type { State } from '../variables/state.ts';
import { Course } from './course.ts';
import type { Optimisations } from './optimisations.ts';
import { Preamble } from './preamble.ts';
import type { Rule } from './program.ts';

/** Courses kept of a phase. Rules may let clients choose what gates test, so there is a bound; beyond it, rules run as they are written. */
const MOST_COURSES = 16;
const LONGEST_LEVEL = 64;

/**
 * The rules of one phase. From `fixedFrom` on no rule changes the variables that most gates test, so that their answers are known when the
 * phase comes there.
 */
export class Phase {
  /** How many rules there are. */
  readonly length: number;
  /** A run of rules whose outcome is remembered, if there is one. */
  readonly preamble: Preamble | undefined;
  /** All of them as they are written. */
  readonly whole: Course;
  readonly fixedFrom: number;
  readonly #levels: readonly string[];
  readonly #courses: { readonly values: readonly (string | undefined)[]; readonly course: Course }[] = [];

  constructor(rules: readonly Rule[], { gates, preambles }: Pick<Optimisations, 'gates' | 'preambles'>) {
    const { fixedFrom, levels } = gates ? fixedLevels(rules) : { fixedFrom: rules.length, levels: [] };
    this.whole = new Course(rules, 0, () => undefined);
    this.length = rules.length;
    this.fixedFrom = fixedFrom;
    this.preamble = preambles ? Preamble.of(rules, fixedFrom) : undefined;
    this.#levels = levels;
  }

  /** What is left to run from `fixedFrom` on for a transaction with these levels; undefined where that was not worked out. */
  courseFor({ tx }: State): Course | undefined {
    const known = this.#courses.find(({ values }) => this.#levels.every((level, index) => tx.entry(level)?.value === values[index]));
    if (known !== undefined) return known.course;
    const values = this.#levels.map((level) => tx.entry(level)?.value);
    if (this.#courses.length >= MOST_COURSES || values.some((value) => value !== undefined && value.length > LONGEST_LEVEL))
      return undefined;
    const levels = new Map(this.#levels.map((level, index) => [level, values[index]]));
    const course = new Course(this.whole.rules, this.fixedFrom, ({ key, opens }) => (levels.has(key) ? opens(levels.get(key)) : undefined));
    this.#courses.push({ values, course });
    return course;
  }
}

/** The place from which the most gates test what no rule writes any more, and the variables they test. */
function fixedLevels(rules: readonly Rule[]): { fixedFrom: number; levels: readonly string[] } {
  const gates = rules.flatMap(({ first }, place) => (first.gate === undefined ? [] : [{ key: first.gate.key, place }]));
  const writtenUpTo = new Map([...new Set(gates.map(({ key }) => key))].map((key) => [key, lastWriter(rules, key) + 1]));
  let best = { fixedFrom: rules.length, levels: [] as string[], resolved: 0 };
  for (const fixedFrom of new Set(writtenUpTo.values())) {
    const fixed = gates.filter(({ key, place }) => place >= fixedFrom && (writtenUpTo.get(key) ?? 0) <= fixedFrom);
    if (fixed.length > best.resolved) best = { fixedFrom, levels: [...new Set(fixed.map(({ key }) => key))], resolved: fixed.length };
  }
  return best;
}

function lastWriter(rules: readonly Rule[], key: string): number {
  return rules.findLastIndex(({ links }) =>
    links.some(({ capture, effects }) => {
      if (capture && /^[0-9]$/.test(key)) return true;
      return effects.some(({ writes }) => writes !== undefined && (writes.isWhole ? writes.text === key : key.startsWith(writes.text)));
    }),
  );
}
