import { z } from 'zod';

import type { Learning } from '../../engine/learning.ts';
import type { Signal } from '../../indicators/indicator.ts';
import { Baseline } from '../baseline.ts';
import { type Book, bookOf } from '../book.ts';
import { brief, iso } from '../explain.ts';
import type { Facts } from '../facts.ts';
import { STEEPEST_OVER_HABIT } from '../habit.ts';
import { Crowds, savedCrowds } from './crowds.ts';
import type { WindowCount } from './definition.ts';
import { blamedBy, entityKey, keyOf, rowsFor, scopeName } from './entity.ts';
import { HABIT, Past, savedPast } from './past.ts';
import { mergeRows, savedRows, saveRows } from './rows.ts';
import { Scopes } from './scopes.ts';
import { spanText } from './spans.ts';
import { WindowTable } from './window-table.ts';

/** Less surprising than that is not said. */
const LEAST_SAID = 3;
/** A window that becomes so much more surprising is said again. */
const STEP = 1.5;
/** A window is looked at again when it has grown by so much at most, and at once where what is missing is less than that. */
const AGAIN = 1.02;
const NEAR = 0.5;
/** A window that was so surprising is not learned as it is. */
const SUSPICIOUS = 3.5;
/** What of it is learned: what is exceeded that often. */
const LEARNED_OF_SUSPICIOUS = 0.99;
/** One window moves the largest that is known by no more than that: whoever goes on for long does not make it usual alone. */
const GROWTH = 1.25;
/** So many windows of the own past make somebody known. */
const KNOWN = 2;
/** So many windows are enough to know something by itself. */
const ENOUGH = 30;
const PARTS = 60;

const saved = z.strictObject({
  scopes: z.array(z.tuple([z.string().max(1000), z.array(z.unknown()).max(8)])).max(100_000),
  crowds: savedCrowds.optional(),
  /** States of before have some rows here, in which it is not said what they are compared with. */
  rows: z.unknown().optional(),
});
const savedPart = z.strictObject({
  names: z.array(z.string().max(1000)).max(100_000),
  rows: savedRows.optional(),
  ...savedPast,
});

/** Counts, compares and says; see `WindowCount`. What its definition says is kept member by member: definitions are of many forms, which would make each look at them slow. */
export class WindowDetector {
  /** Which calls count, and of which all those are a share; undefined where nothing is a share. */
  readonly when: WindowCount['when'];
  readonly whole: WindowCount['when'] | undefined;
  readonly #definition: WindowCount;
  readonly #measure: WindowCount['measure'];
  readonly #isShare: boolean;
  readonly #entity: WindowCount['entity'];
  readonly #per: WindowCount['per'];
  readonly #compare: WindowCount['compare'];
  readonly #isPerUser: boolean;
  readonly #blamesOthers: boolean;
  readonly #floor: number;
  readonly #spansMs: readonly number[];
  readonly #learning: Learning;
  readonly #book: Book;
  readonly #table: WindowTable;
  readonly #scopes: Scopes;
  readonly #crowds: Crowds;
  readonly #past: Past;

  constructor(definition: WindowCount, learning: Learning) {
    const { mostOperations, halfLifeDays } = learning.options;
    const { when, measure, entity, per, compare, perUser = false, blames, floor, spansMs } = definition;
    this.when = when;
    this.whole = measure.kind === 'share' ? measure.of : undefined;
    this.#definition = definition;
    this.#measure = measure;
    this.#isShare = measure.kind === 'share';
    this.#entity = entity;
    this.#per = per;
    this.#compare = compare;
    this.#isPerUser = perUser;
    this.#blamesOthers = blames !== undefined;
    this.#floor = floor;
    this.#spansMs = spansMs;
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#table = new WindowTable({
      spansMs,
      most: rowsFor(entity, per, learning.options),
      weighted: this.#isShare,
      closed: (row, span, timeMs) => this.#close(row, span, timeMs),
    });
    this.#crowds = new Crowds(spansMs);
    this.#past = new Past(definition, this.#table, this.#book);
    this.#scopes = new Scopes(3 * mostOperations, spansMs.length, () => new Baseline(floor, halfLifeDays));
  }

  /** Takes a call that counts, or one of those that the counted ones are a share of. */
  judge(facts: Facts, counts: boolean): Signal | undefined {
    const key = keyOf(facts, this.#entity, this.#per);
    if (key === 0) return undefined;
    const table = this.#table;
    const row = table.row(key, facts.call.timeMs);
    if (table.isNew) {
      table.scopes[row] = this.#scopes.index(scopeName(facts, this.#entity, this.#per));
      table.entities[row] = this.#behindWhom(facts);
    }
    const amount = counts ? this.#amount(facts, row) : 0;
    table.add(row, amount, 1);
    return amount > 0 ? this.#judgeRow(row, facts) : undefined;
  }

  tick(nowMs: number): void {
    this.#table.sweep(nowMs, PARTS);
  }

  save(): unknown {
    return { scopes: this.#scopes.save(), crowds: this.#crowds.save() };
  }

  merge(value: unknown): void {
    const { scopes, crowds } = saved.parse(value);
    this.#scopes.merge(scopes);
    if (crowds !== undefined) this.#crowds.merge(crowds);
  }

  /** Running windows and habits, in parts: rows, and the names of the scopes that they name by number. */
  *saveRows(): Iterable<unknown> {
    for (const rows of saveRows(this.#table)) yield { names: this.#scopes.names, rows };
    for (const part of this.#past.save()) yield { names: [], ...part };
  }

  mergeRows(value: unknown): void {
    const { names, rows, ...past } = savedPart.parse(value);
    this.#past.merge(past);
    const indexes = names.map((name) => this.#scopes.index(name));
    if (rows !== undefined) mergeRows(this.#table, rows, (index) => indexes[index] ?? 0);
  }

  #amount(facts: Facts, row: number): number {
    const measure = this.#measure;
    if (measure.kind === 'sum') return Math.max(0, measure.of(facts.call));
    if (measure.kind !== 'distinct') return 1;
    const of = measure.of(facts);
    if (typeof of === 'number') return of === 0 ? 0 : this.#table.addDistinct(row, of);
    let amount = 0;
    for (let index = 0; index < of.length; index++) amount += this.#table.addDistinct(row, of[index] ?? 0);
    return amount;
  }

  #judgeRow(row: number, facts: Facts): Signal | undefined {
    const spans = this.#spansMs.length;
    if (!this.#isOfInterest(row)) return undefined;
    const users = this.#usersOf(facts);
    const isKnown = this.#book.isKnown(facts);
    const { timeMs } = facts.call;
    const { said, quiet } = this.#table;
    let best = -1;
    let highest = 0;
    for (let span = 0; span < spans; span++) {
      const value = this.#value(row, span);
      if ((this.#compare === 'self' ? value : value / Math.max(1, users)) < this.#floor) continue;
      const at = row * spans + span;
      if (value < (quiet[at] ?? 0)) continue;
      const surprise = this.#surprise(row, span, users, isKnown, timeMs);
      const before = said[at] ?? 0;
      const wanted = before === 0 ? LEAST_SAID : before + STEP;
      const isQuiet = surprise < wanted && (surprise < LEAST_SAID || !this.#blamesOthers) && !this.#learning.isTraining;
      if (isQuiet) quiet[at] = value * this.#growthUntil(wanted - surprise);
      if (surprise < LEAST_SAID) continue;
      const isNews = this.#blamesOthers || before === 0 || surprise >= before + STEP;
      if (isNews && surprise > before && !this.#learning.isTraining) said[at] = surprise;
      if (before === 0 && isKnown) this.#crowds.stoodOut(span, timeMs);
      if (isNews && surprise > highest) {
        highest = surprise;
        best = span;
      }
    }
    return best < 0 ? undefined : this.#signal(row, best, users, highest, facts);
  }

  /** Whether any window is high enough to be looked at, and higher than when it was looked at last. */
  #isOfInterest(row: number): boolean {
    const { quiet } = this.#table;
    const spans = this.#spansMs.length;
    for (let span = spans - 1; span >= 0; span--) {
      const value = this.#value(row, span);
      if (value >= this.#floor && value >= (quiet[row * spans + span] ?? 0)) return true;
    }
    return false;
  }

  /** By how much a window has to grow before it is looked at again. Over the own past it cannot become more surprising by more than is computed. */
  #growthUntil(missing: number): number {
    if (this.#compare === 'self') return Math.min(AGAIN, 10 ** (missing / STEEPEST_OVER_HABIT));
    return missing < NEAR ? 1 : AGAIN;
  }

  #surprise(row: number, span: number, users: number, isKnown: boolean, timeMs: number): number {
    const compare = this.#compare;
    const value = this.#value(row, span);
    if (compare === 'self') return this.#past.surpriseOfSelf(row, span, value, users, timeMs);
    const others = this.#surpriseOverOthers(row, span, value / Math.max(1, users), isKnown);
    return compare === 'population' ? others : Math.min(others, this.#past.surprise(row, span, value, users, timeMs));
  }

  /** Of what little is known, what is known of all together tells more. Where many who are known do the same at once, it is no wonder that one more does. */
  #surpriseOverOthers(row: number, span: number, value: number, isKnown: boolean): number {
    const scope = this.#table.scopes[row] ?? 0;
    const own = this.#scopes.baseline(scope, span);
    const baseline = own !== undefined && own.observations >= ENOUGH ? own : this.#scopes.pooled(span);
    const surprise = baseline?.surprise(value, this.#book.activity.windows(this.#entity, this.#spansMs[span] ?? 0)) ?? 0;
    return isKnown ? Math.min(surprise, this.#crowds.surprise(span)) : surprise;
  }

  #close(row: number, span: number, timeMs: number): void {
    const table = this.#table;
    const at = row * this.#spansMs.length + span;
    const baseline = this.#scopes.baseline(table.scopes[row] ?? 0, span);
    if (baseline === undefined) return;
    const users = this.#isPerUser ? this.#book.users.behind(table.entities[row] ?? 0) : 0;
    const sum = this.#value(row, span);
    const value = sum / Math.max(1, users);
    const isCrowd = this.#crowds.surprise(span) < SUSPICIOUS;
    const surprise = value < this.#floor || isCrowd ? 0 : this.#surprise(row, span, users, false, timeMs);
    const isSuspicious = Math.max(surprise, table.said[at] ?? 0) >= SUSPICIOUS;
    const most = isSuspicious ? baseline.quantile(LEARNED_OF_SUSPICIOUS) : Math.max(this.#floor, GROWTH * baseline.max);
    const learned = Math.min(value, most);
    baseline.learn(learned, timeMs);
    const pooled = this.#scopes.pooled(span);
    if (pooled !== baseline) pooled?.learn(learned, timeMs);
    if ((table.habitCount[at] ?? 0) >= KNOWN) this.#crowds.closed(span, timeMs);
    this.#past.learn(row, span, sum, users, timeMs);
  }

  #value(row: number, span: number): number {
    const sum = this.#table.value(row, span);
    return this.#isShare ? (sum * sum) / Math.max(sum, this.#table.whole(row, span)) : sum;
  }

  #usersOf(facts: Facts): number {
    if (!this.#isPerUser) return 0;
    return this.#book.users.behind(this.#behindWhom(facts), this.#entity === 'address' ? facts.key('network') : 0);
  }

  #behindWhom(facts: Facts): number {
    return this.#entity === 'operation' ? facts.api : entityKey(facts, this.#entity);
  }

  #signal(row: number, span: number, users: number, surprise: number, facts: Facts): Signal {
    const { unit, spansMs, perUser, compare, entity } = this.#definition;
    const at = row * spansMs.length + span;
    const baseline = this.#scopes.baseline(this.#table.scopes[row] ?? 0, span);
    const sum = Math.round(this.#table.value(row, span));
    const isOwn = compare === 'self' && (this.#table.habitCount[at] ?? 0) >= HABIT;
    const usual = isOwn
      ? `about ${brief(Math.max(0, Math.exp(this.#table.habitMean[at] ?? 0) * (users + 1) - 1))} at that many callers`
      : `at most ${brief(baseline?.quantile(0.99) ?? 0)}${perUser === true ? ' per user' : ''} in 99 % of windows`;
    return {
      subject: blamedBy(this.#definition, facts),
      surprise,
      api: this.#definition.per === 'all' && entity !== 'api' && entity !== 'operation' ? null : facts.call.api,
      operation: this.#definition.per === 'operation' || entity === 'operation' ? facts.call.operation : null,
      // What many did together is not what the one did who is blamed for a part of it.
      count: this.#blamesOthers ? 1 : Math.max(1, sum),
      firstMs: Math.max(this.#table.firstMs[row] ?? 0, facts.call.timeMs - (spansMs[span] ?? 0)),
      evidence: [
        {
          variable: `${unit}, in ${spanText(spansMs[span] ?? 0)}`,
          learned: (baseline?.observations ?? 0) === 0 && !isOwn ? `less than ${this.#definition.floor}, by assumption` : usual,
          seen: `${sum}${perUser === true ? ` with ${brief(users)} users` : ''}`,
          surprise,
          since: iso(baseline?.sinceMs ?? 0),
          observations: baseline?.observations ?? 0,
        },
      ],
    };
  }
}
