import type { Parameter, Place } from '../../call/call.ts';
import type { Learning } from '../../engine/learning.ts';
import type { KeyedHash } from '../../sketch/index.ts';
import { ClockMap } from '../clock-map.ts';
import { cachedHash } from '../name-cache.ts';
import type { Sender } from '../reach.ts';
import { headerIdentity } from './header-identity.ts';
import { nameKey } from './name-key.ts';
import { measure, newOddity, type Oddity } from './oddity.ts';
import { byAll, lengthTail, typeTail } from './plain-tails.ts';
import { lengthPlace, numberPlace } from './scales.ts';
import { tailOf } from './tail.ts';
import { ValueProfile } from './value-profile.ts';
import { ValueShape } from './value-shape.ts';
import { isNumeric } from './value-type.ts';

/** Places of values; `target`: the path as a whole, `name`: the names of parameters themselves. */
export type ValuePlace = Place | 'target' | 'name';

/** Places that have wide profiles. Names have those of queries and bodies, which are narrow ones. */
const VALUE_PLACES: readonly ValuePlace[] = ['path', 'query', 'header', 'cookie', 'body', 'target'];

const NAME_BITS = 10;
const PLACE_BITS = 13;
const MOST_NAMES = 20_000;
/** Of what so many values were seen is worth keeping. */
const WORTH_KEEPING = 10;
/** Lengths up to which values are compared with one another where nothing is known of their parameter. */
const LENGTH_CLASSES = [12, 48, 192, Number.POSITIVE_INFINITY];
/** What has learned so much learns from every eighth value only. */
const LEARNED_WELL = 2000;
const SAMPLED = 8;
/** What is usual in a place, or anywhere, is learned from so many values of each parameter: one with many is still one. */
const TOLD_BY_ONE = 64;
/** What is less odd in its length or its type is not odd by that alone. */
const LEAST_BITS = 3;
/** What a path names is no rarer than this power of what is expected of it: the first running number that has one digit more is no wonder. */
const WORTH_OF_BIT = 3;

/** How unlikely a value is, and why. One of these is filled again and again. */
export interface ValueVerdict {
  /** −log10 of the probability of a value that is new and at least so odd. */
  surprise: number;
  /** The part of it that comes from the value being new where values come again. */
  novelty: number;
  /** Shape and oddity of the value, where it is new. */
  isMeasured: boolean;
  bits: number;
  /** Whether few callers have gone so far with the parameter; only where it is measured. */
  isBeyond: boolean;
}

/**
 * What is known of values beyond single parameters of single operations: by name over all operations and APIs, by place, and anywhere. A value is judged
 * by its own parameter first; of what that has seen too little for, the wider ones tell what to expect.
 */
export class ValueModel {
  readonly shape = new ValueShape();
  readonly oddity: Oddity = newOddity();
  readonly names = new ClockMap<ValueProfile, string>(MOST_NAMES, ({ seen }) => seen >= WORTH_KEEPING);
  readonly places: Readonly<Record<ValuePlace, readonly ValueProfile[]>>;
  readonly anywhere: readonly ValueProfile[];
  readonly key: number;
  /** Whose values are at hand. */
  readonly sender: Sender = { caller: 0, isTrusted: false };
  #caller = 0;
  readonly #learning: Learning;
  readonly #hashOfHeader: KeyedHash;
  readonly #levels: ValueProfile[] = [];
  /** How many of them are of the parameter or its name. */
  #narrow = 0;
  #turn = 0;
  /** Where the length and the number of a value lie, as it is judged. */
  #lengthAt = 0;
  #numberAt = 0;

  constructor(learning: Learning) {
    this.#learning = learning;
    this.#hashOfHeader = cachedHash((value) => learning.hash(headerIdentity(value)));
    this.key = learning.hash('n-grams') | 1;
    const wide = (): readonly ValueProfile[] => LENGTH_CLASSES.map(() => new ValueProfile(PLACE_BITS, this.key));
    this.anywhere = wide();
    this.places = { path: wide(), query: wide(), header: wide(), cookie: wide(), body: wide(), target: wide(), name: [] };
  }

  /** `voter`: whom a caller counts as where it is asked how many do the same. */
  begin(caller: number, voter: number, isTrusted: boolean): Sender {
    this.#caller = caller;
    this.sender.caller = voter;
    this.sender.isTrusted = isTrusted;
    return this.sender;
  }

  /** `hash` is that of the value. */
  judge(
    profile: ValueProfile | undefined,
    place: ValuePlace,
    name: string,
    value: string,
    written: Parameter['written'],
    hash: number,
    verdict: ValueVerdict,
  ): void {
    verdict.isMeasured = false;
    verdict.isBeyond = false;
    verdict.bits = 0;
    verdict.surprise = 0;
    verdict.novelty = 0;
    let unseen = 1;
    if (profile !== undefined) {
      if (profile.known.has(hash)) return;
      unseen = profile.unseen(this.#caller);
    }
    const named = this.names.get(nameKey(place, name));
    if (named?.known.has(hash) === true) {
      verdict.novelty = -Math.log10(unseen);
      verdict.surprise = verdict.novelty;
      return;
    }
    // That it is new here and elsewhere is one event rather than two.
    if (named !== undefined) unseen = Math.min(unseen, named.unseen());
    if (profile !== undefined && place === 'path') unseen = Math.max(unseen, profile.unseenObject());
    const weight = this.#measure(profile, named, place, value, written);
    verdict.isBeyond = profile?.reach?.isBeyond(this.shape) ?? false;
    // A number is no more than how far it lies: to one that lies within what the caller is known for it is nothing that it is new.
    verdict.novelty = verdict.isBeyond && isNumeric(this.shape.type) && this.#isOwn() ? 0 : -Math.log10(unseen);
    const { bits, size, type } = this.oddity;
    const told = byAll(
      Math.max(tailOf(bits, this.#levels, weight), place === 'path' ? 2 ** (-WORTH_OF_BIT * bits) : 0),
      size < LEAST_BITS ? 1 : lengthTail(this.#lengthAt, this.#levels, this.#narrow, this.places[place], weight),
      type < LEAST_BITS ? 1 : typeTail(this.shape, this.#levels, this.#narrow, this.places[place], weight),
    );
    const p = isNumeric(this.shape.type) && type < LEAST_BITS ? Math.max(told, rarestNumber(profile, named)) : told;
    verdict.surprise = Math.max(0, verdict.novelty - Math.log10(p));
    verdict.isMeasured = true;
    verdict.bits = bits;
  }

  /** Learns a value by its hash; `bits` is its oddity where it was judged before, and not beyond what others send. */
  learn(
    profile: ValueProfile,
    place: ValuePlace,
    name: string,
    value: string,
    written: Parameter['written'],
    hash: number,
    bits: number | undefined,
  ): void {
    profile.reach?.meet(this.sender.caller);
    if (profile.note(hash, this.#caller)) return;
    const named = this.name(nameKey(place, name));
    const turn = ++this.#turn % SAMPLED === 0;
    const isSkipped = profile.learned >= LEARNED_WELL && !turn;
    let oddity = bits ?? (isSkipped ? 0 : this.#bitsOf(profile, named, place, value, written));
    const isBelieved = bits !== undefined || this.#believes(profile, value, written);
    if (!isBelieved && isNumeric(this.shape.type)) {
      // So far out, a number is known of the caller, and not of all.
      profile.forget(hash);
      return;
    }
    const isKnownElsewhere = named.note(hash);
    if (isSkipped) return;
    // It is as odd as it would be from now on.
    if (!isBelieved) oddity = this.#bitsOf(profile, named, place, value, written);
    if (bits !== undefined) this.shape.read(value, written, profile.isOfDrawn);
    profile.learn(this.shape, oddity, isBelieved);
    if (!isKnownElsewhere && (named.learned < LEARNED_WELL || turn)) named.learn(this.shape, oddity, isBelieved);
    // Names are no values: they tell nothing of what stands anywhere.
    if (place === 'name') return;
    const lengthClass = lengthClassOf(value.length);
    for (const wide of [this.places[place][lengthClass], this.anywhere[lengthClass]]) {
      if (wide !== undefined && profile.learned <= TOLD_BY_ONE) wide.learn(this.shape, oddity, isBelieved);
    }
  }

  /** Learns a path as a whole. */
  learnPath(profile: ValueProfile, path: string): void {
    this.learn(profile, 'target', '', path, 'text', this.hashOf('target', path), undefined);
  }

  /** Judges how the name of a parameter is made that was never seen in its place; one that is known by whichever parameter says nothing. */
  judgeName(place: 'query' | 'body', name: string, verdict: ValueVerdict): void {
    this.judge(this.names.get(NAMES[place]), 'name', '', name, 'text', this.hashOf('name', name), verdict);
  }

  learnName(place: 'query' | 'body', name: string): void {
    const profile = this.name(NAMES[place]);
    this.learn(profile, 'name', '', name, 'text', this.hashOf('name', name), undefined);
  }

  /** What a value is known by in its place. */
  hashOf(place: ValuePlace, value: string): number {
    return place === 'header' ? this.#hashOfHeader(value) : this.#learning.hash(value);
  }

  /** The profile of a key of `names`, made where there is none. */
  name(key: string): ValueProfile {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const made = new ValueProfile(NAME_BITS, this.key);
    this.names.set(key, made);
    return made;
  }

  halve(): void {
    for (const [key, profile] of this.names.entries()) {
      profile.halve();
      if (profile.seen === 0) this.names.delete(key);
    }
    for (const profile of this.wide()) profile.halve();
  }

  /** All that are not of a name, always in the same order. */
  *wide(): Generator<ValueProfile> {
    for (const place of VALUE_PLACES) yield* this.places[place];
    yield* this.anywhere;
  }

  #measure(
    profile: ValueProfile | undefined,
    named: ValueProfile | undefined,
    place: ValuePlace,
    value: string,
    written: Parameter['written'],
  ): number {
    const levels = this.#levels;
    levels.length = 0;
    if (profile !== undefined) levels.push(profile);
    if (named !== undefined && (profile === undefined || named.learned > 2 * profile.learned)) levels.push(named);
    this.#narrow = levels.length;
    const lengthClass = lengthClassOf(value.length);
    for (const wide of [this.places[place][lengthClass], this.anywhere[lengthClass]]) if (wide !== undefined) levels.push(wide);
    const weight = weightOf(profile, named);
    this.shape.read(value, written, (profile ?? named)?.isOfDrawn);
    const { length, number } = this.shape;
    this.#lengthAt = lengthPlace(length);
    this.#numberAt = numberPlace(number);
    if (profile?.reach !== undefined) {
      this.#lengthAt = profile.reach.lengthAt(this.#lengthAt, this.sender.caller);
      this.#numberAt = profile.reach.numberAt(this.#numberAt, this.sender.caller);
    }
    measure(this.shape, this.#lengthAt, this.#numberAt, levels, weight, place === 'path', this.oddity);
    return weight;
  }

  #bitsOf(profile: ValueProfile, named: ValueProfile | undefined, place: ValuePlace, value: string, written: Parameter['written']): number {
    this.#measure(profile, named, place, value, written);
    return this.oddity.bits;
  }

  /** Whether the number that was just measured is judged as if it lay elsewhere. */
  #isOwn(): boolean {
    return this.#numberAt !== numberPlace(this.shape.number);
  }

  #believes(profile: ValueProfile, value: string, written: Parameter['written']): boolean {
    if (profile.reach === undefined) return true;
    this.shape.read(value, written, profile.isOfDrawn);
    return profile.reach.believes(this.shape, this.sender, profile.learned);
  }
}

/** How rare a number can be found to be by those that were seen: that it is the farthest of them is as rare as they are many, and what lies beyond is told by few of them. */
function rarestNumber(profile: ValueProfile | undefined, named: ValueProfile | undefined): number {
  return (Math.max(profile?.learned ?? 0, named?.learned ?? 0) + 2) ** -2;
}

/** Keys of the profiles of names. */
const NAMES = { query: 'name of query', body: 'name of body' } as const;

const LEAST_WEIGHT = 2;
const LEAST_ALIKE = 0.6;

/** How many observations the parameters of the same name elsewhere count for: the more, the more alike their values are in type and length. */
function weightOf(profile: ValueProfile | undefined, named: ValueProfile | undefined): number {
  if (profile === undefined || named === undefined || named.learned <= 2 * profile.learned) return LEAST_WEIGHT;
  const common = profile.types.overlap(named.types, 1) * profile.lengths.overlap(named.lengths, 4);
  const alike = Math.max(0, common - LEAST_ALIKE) / (1 - LEAST_ALIKE);
  return LEAST_WEIGHT + 0.5 * named.learned * alike * alike;
}

function lengthClassOf(length: number): number {
  for (let index = 0; index < LENGTH_CLASSES.length; index++) if (length <= (LENGTH_CLASSES[index] ?? 0)) return index;
  return LENGTH_CLASSES.length - 1;
}
