import { z } from 'zod';

import type { Learning } from '../../engine/learning.ts';
import type { Signal } from '../../indicators/indicator.ts';
import { savedName } from '../../saved/saved-name.ts';
import { Baseline } from '../baseline.ts';
import { type Book, bookOf } from '../book.ts';
import type { Facts } from '../facts.ts';
import { Behind } from './behind.ts';
import { NUMBER, TIME } from './block.ts';
import { Crowds, savedCrowds } from './crowds.ts';
import type { WindowCount } from './definition.ts';
import { keyOf } from './entity.ts';
import type { EntityTable } from './entity-table.ts';
import { growthUntil } from './growth-until.ts';
import { HABIT } from './habits.ts';
import { type Counted, Past, savedPast } from './past.ts';
import { PlaceHabits } from './place-habits.ts';
import { MOST_SCOPES } from './scope-names.ts';
import { Scopes } from './scopes.ts';
import { signalOf } from './signal.ts';
import { TEN_MINUTES } from './spans.ts';
import type { Tally } from './tally.ts';
import type { Whole } from './whole.ts';
import { FIELD } from './window-table.ts';

/** Less surprising than that is not said. */
const LEAST_SAID = 3;
/** What goes on has such a share, in the next shorter window or in the half that runs, of what lets one expect it there. */
const GOES_ON = 1 / 3;
/** A window that becomes so much more surprising is said again. */
const STEP = 1.5;
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
/** Of what there is only one of, that many. */
const MANY = 500;
/** What is that surprising by what there was of late is more than usual. */
const NOTABLE = 1;

/** What was learned per log-in and what was not are different things. */
const dividedBy = z.literal('log-in').optional();
const saved = z.strictObject({
  dividedBy,
  scopes: z.array(z.tuple([savedName, z.array(z.unknown()).max(8)])).max(MOST_SCOPES),
  crowds: savedCrowds.optional(),
  /** States of before have some rows here, in which it is not said what they are compared with. */
  rows: z.unknown().optional(),
});
/** In states of version 2 windows stand beside it. */
const savedPart = z.strictObject({ dividedBy, names: z.unknown().optional(), rows: z.unknown().optional(), ...savedPast });

/** Counts, compares and says; see `WindowCount`. What its definition says is kept member by member: definitions are of many forms, which would make each look at them slow. */
export class WindowDetector {
  /** Which calls count, and of which all those are a share; undefined where nothing is a share. */
  readonly when: WindowCount['when'];
  readonly of: WindowCount['when'] | undefined;
  readonly #definition: WindowCount;
  readonly #measure: WindowCount['measure'];
  readonly #entity: WindowCount['entity'];
  readonly #compare: WindowCount['compare'];
  readonly #behind: Behind;
  readonly #divided: { readonly dividedBy?: 'log-in' };
  readonly #blamesOthers: boolean;
  readonly #floor: number;
  /** The least that can be surprising of one of those that are compared; of what there is only one of, what is counted for each of its callers may be any part of one. */
  readonly #least: number;
  readonly #spansMs: readonly number[];
  readonly #learning: Learning;
  readonly #book: Book;
  readonly #entities: EntityTable;
  readonly #whole: Whole | undefined;
  readonly #tally: Tally;
  readonly #scopes: Scopes;
  readonly #crowds: Crowds;
  readonly #past: Past;

  /** `id` names the count in what is saved. */
  constructor(id: string, definition: WindowCount, learning: Learning) {
    const { when, measure, entity, per, compare, perUser, blames, floor, spansMs } = definition;
    this.when = when;
    this.#definition = definition;
    this.#measure = measure;
    this.#entity = entity;
    this.#compare = compare;
    this.#blamesOthers = blames !== undefined;
    this.#floor = floor;
    this.#least = compare === 'self' ? 0 : floor;
    this.#spansMs = spansMs;
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#entities = this.#book.tables.of(entity, per);
    this.#whole = measure.kind === 'share' ? this.#entities.whole(id, measure.of, spansMs) : undefined;
    this.#behind = new Behind(definition, this.#entities, this.#book);
    this.of = measure.kind === 'share' ? measure.of : this.#behind.of;
    const closed = (row: number, at: number, span: number, timeS: number): void => this.#close(row, at, span, timeS * 1000);
    this.#divided = perUser === 'log-in' ? { dividedBy: perUser } : {};
    const named = perUser === 'log-in' ? `${id} per log-in` : id;
    this.#tally = this.#entities.table.tally({ id: named, spansMs, remembers: true, closed });
    this.#whole?.addPart(this.#tally);
    this.#behind.addPart(this.#tally);
    this.#crowds = new Crowds(spansMs);
    const isOfCallers = entity === 'caller' && compare === 'both';
    const places = isOfCallers ? new PlaceHabits(id, this.#book.tables.of('place', per).table, spansMs) : undefined;
    this.#past = new Past(definition, this.#tally, this.#book, places);
    this.#scopes = new Scopes(this.#entities.names, spansMs.length, () => new Baseline(this.#least, learning.options.halfLifeDays));
  }

  /** Takes a call that counts, or one of those that the counted ones are a share of. */
  judge(facts: Facts, counts: boolean): Signal | undefined {
    const row = this.#entities.row(facts);
    if (row < 0) return undefined;
    this.#whole?.note(facts, row);
    this.#behind.note(facts, row);
    if (!counts) return undefined;
    const at = this.#entities.table.block(this.#tally, row, facts.second);
    const amount = this.#amount(facts, at);
    if (amount <= 0) return undefined;
    this.#tally.add(at, amount);
    return this.#isOfInterest(row, at) ? this.#judgeRow(row, at, facts) : undefined;
  }

  save(): unknown {
    return { ...this.#divided, scopes: this.#scopes.save(), crowds: this.#crowds.save() };
  }

  merge(value: unknown): void {
    const { dividedBy: by, scopes, crowds } = saved.parse(value);
    if (by !== this.#divided.dividedBy) return;
    this.#scopes.merge(scopes);
    if (crowds !== undefined) this.#crowds.merge(crowds);
  }

  /** What is usual at an hour, in parts. Running windows and habits are saved with all that is counted by the same entity. */
  *savePast(): Iterable<unknown> {
    for (const past of this.#past.save()) yield { ...this.#divided, ...past };
  }

  mergePast(value: unknown): void {
    const { dividedBy: by, seasons, recurrences } = savedPart.parse(value);
    if (by === this.#divided.dividedBy) this.#past.merge({ seasons, recurrences });
  }

  #amount(facts: Facts, at: number): number {
    const measure = this.#measure;
    if (measure.kind === 'sum') return Math.max(0, measure.of(facts.call));
    if (measure.kind !== 'distinct') return 1;
    const of = measure.of(facts);
    if (typeof of === 'number') return of === 0 ? 0 : this.#tally.addDistinct(at, of);
    return this.#tally.addAllDistinct(at, of);
  }

  #judgeRow(row: number, at: number, facts: Facts): Signal | undefined {
    // Whoever is counted then is not to be blamed for it.
    if (this.#blamesOthers && this.#tally.hasEnded(at, GOES_ON, facts.second)) return undefined;
    const tally = this.#tally;
    const callers = this.#behind.callers(facts);
    const isKnown = this.#book.isKnown(facts);
    const { timeMs } = facts.call;
    // A session that is used elsewhere is no better known there than any other.
    const counted = this.#counted(row, at, keyOf(facts, 'place', this.#definition.per));
    let best = -1;
    let highest = 0;
    for (let span = 0; span < tally.spans; span++) {
      const value = this.#value(row, at, span);
      const users = this.#behind.ofWindow(row, this.#spansMs[span] ?? 0, callers);
      if ((this.#compare === 'self' ? value : value / Math.max(1, users)) < this.#floor) continue;
      if (value < tally.of(NUMBER.quiet, at, span)) continue;
      if (this.#blamesOthers && this.#isOver(row, at, span)) continue;
      const surprise = this.#surprise(row, counted, span, users, isKnown, timeMs);
      const before = this.#said(at, span);
      const wanted = before === 0 ? LEAST_SAID : before + STEP;
      const isQuiet = surprise < wanted && (surprise < LEAST_SAID || !this.#blamesOthers) && !this.#learning.isTraining;
      if (isQuiet) tally.set(NUMBER.quiet, at, span, value * growthUntil(wanted - surprise, this.#compare === 'self'));
      if (surprise < LEAST_SAID) continue;
      const isNews = this.#blamesOthers || before === 0 || surprise >= before + STEP;
      if (isNews && surprise > before && !this.#learning.isTraining) tally.set(NUMBER.said, at, span, surprise);
      if (before === 0 && isKnown) this.#crowds.stoodOut(span, timeMs);
      if (isNews && surprise > highest) {
        highest = surprise;
        best = span;
      }
    }
    if (best < 0) return undefined;
    return this.#signal(row, at, best, this.#behind.ofWindow(row, this.#spansMs[best] ?? 0, callers), highest, facts);
  }

  /** Whether any window is high enough to be looked at, and higher than when it was looked at last. */
  #isOfInterest(row: number, at: number): boolean {
    const tally = this.#tally;
    if (this.#whole === undefined) return tally.isLoud(at, this.#floor);
    for (let span = tally.spans - 1; span >= 0; span--) {
      const value = this.#value(row, at, span);
      if (value >= this.#floor && value >= tally.of(NUMBER.quiet, at, span)) return true;
    }
    return false;
  }

  /** Whether what fills a window was some time ago. */
  #isOver(row: number, at: number, span: number): boolean {
    if (span === 0) return false;
    const share = (this.#spansMs[span - 1] ?? 0) / (this.#spansMs[span] ?? 1);
    return this.#value(row, at, span - 1) < GOES_ON * share * this.#value(row, at, span);
  }

  /** How surprising what was said of a window was. What was said in the half before stays said while that half is still part of it, unless the same goes on. */
  #said(at: number, span: number): number {
    const tally = this.#tally;
    const said = tally.of(NUMBER.said, at, span);
    if (said >= 0) return said;
    return tally.of(NUMBER.current, at, span) >= GOES_ON * tally.of(NUMBER.previous, at, span) ? 0 : -said;
  }

  #surprise(row: number, counted: Counted, span: number, users: number, isKnown: boolean, timeMs: number): number {
    const compare = this.#compare;
    const value = this.#value(row, counted.at, span);
    if (compare === 'self') return this.#surpriseOfSelf(row, counted, span, value, users, timeMs);
    const others = this.#surpriseOverOthers(row, span, value / Math.max(1, users), isKnown);
    return compare === 'population' ? others : Math.min(others, this.#past.surprise(counted, span, value, users, timeMs));
  }

  /** What is more than usual by the last hours and by the hour of the day is as surprising as it is rare in the long run: of that there is more experience. */
  #surpriseOfSelf(row: number, counted: Counted, span: number, value: number, users: number, timeMs: number): number {
    const ofLate = this.#past.surpriseOfSelf(counted, span, value, users, timeMs);
    const spanMs = this.#spansMs[span] ?? 1;
    // Minutes are too short: a few who do the same at once make one. And without anybody of whom it is known that it calls, it is not known how much each does.
    if (ofLate < NOTABLE || spanMs < TEN_MINUTES || (this.#behind.isAny && users === 0)) return ofLate;
    const baseline = this.#scopes.baseline(this.#scopeOf(row), span);
    if (baseline === undefined || baseline.observations < MANY) return ofLate;
    return Math.max(ofLate, baseline.surprise(value / Math.max(1, users), (timeMs - this.#book.sinceMs) / spanMs));
  }

  /** Of what little is known, what is known of all together tells more. Where many who are known do the same at once, it is no wonder that one more does. */
  #surpriseOverOthers(row: number, span: number, value: number, isKnown: boolean): number {
    const own = this.#scopes.baseline(this.#scopeOf(row), span);
    const baseline = own !== undefined && own.observations >= ENOUGH ? own : this.#scopes.pooled(span);
    const surprise = baseline?.surprise(value, this.#book.activity.windows(this.#entity, this.#spansMs[span] ?? 0)) ?? 0;
    return isKnown ? Math.min(surprise, this.#crowds.surprise(span)) : surprise;
  }

  #close(row: number, at: number, span: number, timeMs: number): void {
    const baseline = this.#scopes.learnable(this.#scopeOf(row), span);
    if (baseline === undefined) return;
    const users = this.#behind.ofClosed(row, this.#spansMs[span] ?? 0);
    const sum = this.#value(row, at, span);
    const value = sum / Math.max(1, users);
    const isNothing = (this.#compare === 'self' ? sum : value) < this.#floor;
    const isCrowd = this.#crowds.surprise(span) < SUSPICIOUS;
    const counted = this.#counted(row, at, this.#entity === 'caller' ? this.#entities.table.of(FIELD.entity, row) : 0);
    const surprise = isNothing || isCrowd ? 0 : this.#surprise(row, counted, span, users, false, timeMs);
    const isSuspicious = Math.max(surprise, Math.abs(this.#tally.of(NUMBER.said, at, span))) >= SUSPICIOUS;
    const most = isSuspicious ? baseline.quantile(LEARNED_OF_SUSPICIOUS) : Math.max(this.#least, GROWTH * baseline.max);
    const learned = this.#compare === 'self' && baseline.observations < ENOUGH ? value : Math.min(value, most);
    baseline.learn(learned, timeMs);
    const pooled = this.#scopes.pooled(span);
    if (pooled !== baseline) pooled?.learn(learned, timeMs);
    if (this.#tally.of(NUMBER.count, at, span) >= KNOWN) this.#crowds.closed(span, timeMs);
    this.#past.learn(counted, span, sum, users);
  }

  #scopeOf(row: number): number {
    return this.#entities.table.of(FIELD.scope, row);
  }

  /** What is a share of others is known for as long as these are. */
  #counted(row: number, at: number, place: number): Counted {
    const sinceS = this.#tally.time(TIME.since, at);
    return { key: this.#entities.table.keys[row] ?? 0, place, at, sinceMs: Math.min(sinceS, this.#whole?.sinceS(row) ?? sinceS) * 1000 };
  }

  #value(row: number, at: number, span: number): number {
    const sum = this.#tally.value(at, span);
    return this.#whole === undefined ? sum : (sum * sum) / Math.max(sum, this.#whole.value(row, this.#spansMs[span] ?? 0));
  }

  #signal(row: number, at: number, best: number, users: number, surprise: number, facts: Facts): Signal {
    const spanMs = this.#spansMs[best] ?? 0;
    const isOwn = this.#compare === 'self' && this.#tally.of(NUMBER.count, at, best) >= HABIT;
    const sum = Math.round(this.#tally.value(at, best));
    return signalOf(this.#definition, facts, {
      surprise,
      sum,
      calls: this.of !== undefined || this.#measure.kind === 'count' ? sum : this.#tally.timesAdded(at, best),
      users,
      spanMs,
      firstMs: Math.max(this.#tally.time(TIME.first, at) * 1000, facts.call.timeMs - spanMs),
      usual: isOwn ? Math.max(0, Math.exp(this.#tally.of(NUMBER.mean, at, best)) * (users + 1) - 1) : undefined,
      baseline: this.#scopes.baseline(this.#scopeOf(row), best),
    });
  }
}
