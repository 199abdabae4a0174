import { isPersonal, type Judgement, type Subject, subjectKey } from '@airside/domain';

import type { Call } from '../call/call.ts';
import { combine } from './combine.ts';
import { RankedMap } from './ranked-map.ts';
import { isOfRequest, Releases } from './releases.ts';
import type { Sighting } from './sighting.ts';
import { Suspect } from './suspect.ts';
import { Waiting } from './waiting.ts';

/** Names that may be made up, those against whom there is much, and callers who are known: how many of each are remembered in any case. */
const SHARES = [6000, 6000, 8000];
const [ANYBODY, GRAVE, KNOWN] = [0, 1, 2];
/** What is made up in numbers is slightly odd: whatever is more surprising than this comes about once in a thousand calls. */
const MUCH = 3;
const PLACES = 2 ** 16;
/** Characters at the end of a name that tell most names apart. */
const LAST = 8;

/** A name of a caller, and what is known against it. */
export interface Suspected {
  readonly subject: Subject;
  readonly suspect: Suspect;
}

/** Whoever something was just seen of, what, and how surprising that is all in all. */
export interface Accused extends Suspected {
  readonly of: Sighting[];
  surprise: number;
}

const NOBODY: readonly Suspected[] = [];

/** Whom something is known against, by the keys of subjects. Most names are of nobody: that is told by some of their characters, without making a key of each. */
export class Suspects {
  readonly releases = new Releases();
  readonly #waiting = new Waiting();
  /** How many names there are that end in such characters. */
  readonly #places = new Uint16Array(PLACES);
  readonly #byKey = new RankedMap<Suspect>(SHARES, (key) => this.#count(key, -1));
  readonly #isKnown: (call: Call) => boolean;

  /** `isKnown`: whether whoever made a call is not made up. */
  constructor(isKnown: (call: Call) => boolean = () => false) {
    this.#isKnown = isKnown;
  }

  get(key: string): Suspect | undefined {
    return this.#byKey.get(key);
  }

  /** `rank`: as `entries` gives it. */
  set(key: string, suspect: Suspect, rank = ANYBODY): void {
    if (!this.#byKey.has(key)) this.#count(key, 1);
    this.#byKey.set(key, suspect, rank);
    if (suspect.waitsUntilMs > 0) this.#waiting.add(suspect);
  }

  /** The same without making it the one used last. */
  peek(subject: Subject): Suspect | undefined {
    return this.#places[placeOf(subject.id)] === 0 ? undefined : this.#byKey.peek(subjectKey(subject));
  }

  /** The names of a caller under which something is known against it. */
  of(subjects: readonly Subject[]): readonly Suspected[] {
    let found: Suspected[] | undefined;
    for (const subject of subjects) {
      const suspect = this.peek(subject);
      if (suspect === undefined) continue;
      found ??= [];
      found.push({ subject, suspect });
    }
    return found ?? NOBODY;
  }

  /** Sightings of one call, or of one stretch of time, held against everybody whom they may be about. */
  accuse(sightings: readonly Sighting[], call?: Call): readonly Accused[] {
    if (call !== undefined) this.releases.note(sightings, call, this.#haveTried(sightings), this.#isKnown(call));
    const accused = new Map<string, Accused>();
    for (const sighting of sightings) {
      if (this.#isOld(sighting)) continue;
      for (const subject of personalNames(sighting)) {
        const key = subjectKey(subject);
        const known = accused.get(key);
        if (known !== undefined) {
          known.of.push(sighting);
          continue;
        }
        const suspect = this.get(key) ?? new Suspect();
        suspect.beginAnew(sighting.timeMs);
        accused.set(key, { suspect, subject, of: [sighting], surprise: 0 });
      }
    }
    for (const [key, each] of accused) {
      const { suspect, subject, of } = each;
      // A release may have been noticed by now.
      suspect.reconsider(this.releases);
      const news = this.#newsOf(suspect, of);
      each.surprise = combine(news.map(({ added }) => added));
      const isAgain = news.some(({ isRepeated }) => isRepeated);
      // What an API has in common over days is no conduct of anybody.
      if (subject.kind !== 'api') suspect.pass(each.surprise, isAgain);
      for (const sighting of of) suspect.remember(sighting);
      this.set(key, suspect, this.#rankOf(key, suspect, of, call));
    }
    return [...accused.values()];
  }

  /** What indicators saw of these is nothing. `isAll`: nor is anything else that is known against them. */
  exonerate(about: Judgement['about'], isAll: boolean): void {
    for (const { indicator, api, subjects } of about) {
      for (const subject of subjects) {
        const suspect = this.get(subjectKey(subject));
        if (isAll) suspect?.clear();
        else suspect?.forget(indicator, api);
      }
    }
  }

  /** −log10 of the chance that all that is known against somebody comes about when nothing is wrong. */
  surprise(suspect: Suspect, nowMs: number): number {
    return suspect.surprise(nowMs, this.releases);
  }

  /** It was told of: on another day the same of the same caller is not told again. */
  tell(sighting: Sighting): void {
    for (const subject of personalNames(sighting)) this.get(subjectKey(subject))?.tell(sighting);
  }

  /** Whether it is waited what others do, as nothing but something new was seen of a suspect, who is not told of yet: it may be the first that has a new version. */
  waits(suspect: Suspect, latest: readonly Sighting[], nowMs: number): boolean {
    const strong = [...suspect.sightings(), ...latest].filter(({ surprise }) => surprise >= MUCH);
    const isOfNovelty = strong.length > 0 && strong.every((sighting) => this.#mayBeNew(sighting));
    if (isOfNovelty && suspect.suspiciousUntilMs < nowMs) return this.#waiting.holds(suspect, nowMs);
    this.#waiting.end(suspect);
    return false;
  }

  /** Those who have waited for long enough, as they are seen now. */
  waited(nowMs: number): readonly Suspect[] {
    const over = this.#waiting.over(nowMs);
    for (const suspect of over) suspect.reconsider(this.releases);
    return over;
  }

  #mayBeNew({ indicator: { isOfVersions }, signal: { api, certain }, timeMs }: Sighting): boolean {
    return isOfVersions === true && certain !== true && !this.releases.isAt(api, timeMs);
  }

  /** What each sighting adds, of one kin what it is above the others; and whether just that was seen within a day, which is no news, and yet nothing that speaks for the suspect. */
  #newsOf(suspect: Suspect, sightings: readonly Sighting[]): readonly { readonly added: number; readonly isRepeated: boolean }[] {
    const heard: Sighting[] = [];
    return sightings
      .toSorted((one, other) => other.surprise - one.surprise)
      .map((sighting) => {
        const ofKin = heard.filter((other) => this.releases.areKin(other, sighting)).map(({ surprise }) => surprise);
        heard.push(sighting);
        const news = suspect.news(sighting);
        const added = Math.max(0, news - Math.max(suspect.strongestKin(sighting, this.releases), ...ofKin));
        return { added, isRepeated: news === 0 && sighting.surprise >= MUCH };
      });
  }

  /** Whether of those whom something was seen of something new was seen before. */
  #haveTried(sightings: readonly Sighting[]): boolean {
    return sightings.flatMap(personalNames).some((subject) => this.peek(subject)?.sightings().some(isOfRequest) === true);
  }

  #isOld(sighting: Sighting): boolean {
    return sighting.signal.independent === true && personalNames(sighting).some((subject) => this.peek(subject)?.isOld(sighting) === true);
  }

  /** The ones used last come last. */
  entries(): Iterable<readonly [key: string, suspect: Suspect, rank: number]> {
    return this.#byKey.entries();
  }

  /** How much a name is worth remembering. Who made a call is known by one of its names; the others may be made up. */
  #rankOf(key: string, suspect: Suspect, [sighting]: readonly Sighting[], call: Call | undefined): number {
    if (call !== undefined && key === call.caller && this.#isKnown(call)) return KNOWN;
    return sighting !== undefined && this.surprise(suspect, sighting.timeMs) > MUCH ? GRAVE : ANYBODY;
  }

  #count(key: string, change: number): void {
    const place = placeOf(key.slice(key.indexOf(':') + 1));
    this.#places[place] = (this.#places[place] ?? 0) + change;
  }
}

/** Everybody whom a sighting may be about. */
function personalNames({ subject, alsoKnownAs }: Sighting): readonly Subject[] {
  return [subject, ...alsoKnownAs.filter(isPersonal)];
}

function placeOf(text: string): number {
  let hash = 0;
  for (let index = Math.max(0, text.length - LAST); index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & (PLACES - 1);
}
