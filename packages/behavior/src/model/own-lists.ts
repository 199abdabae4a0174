import type { Answer } from '../call/call.ts';
import { combined } from '../sketch/index.ts';
import type { Facts } from './facts.ts';
import type { Standing } from './object-table.ts';
import type { Rates } from './rates.ts';

/** An answer with more objects is a list, which may be shown to many: who asks for one object, makes it or gets it alone may own it. */
export const MOST_MEANT = 4;
/** Of as much of a list so many are gone through, and so many of each kind looked at, from all over it: own things may come first. */
const MOST_OBJECTS = 50;
const MOST_STEPS = 24;
const MOST_OF_KIND = 8;
/** With one of these steps one comes to each place of such a list once. */
const [STEP, OTHER_STEP] = [7, 11];
/** Of a kind that is everybody's, one in so many lists is looked at. */
const SELDOM = 8;
const MOST_KINDS = 4;
/** So many of a kind before it matters whose they are: one that somebody has shared is no list of somebody else's. */
const LEAST = 3;
const MANY = 6;
/** So many lists before it is known what they hold. */
const ENOUGH = 50;
/** Where more lists than that are new to their callers, it is not known whose anything is: somebody looks through what there is. */
const MOST_NEW = 0.75;
/** Where more of the new ones hold what others have, they are of what many see, or share. */
const MOST_OTHERS = 0.15;
const NEW = 0x6e657773;
const OTHERS = 0x6f746872;

export function isList(answer: Answer | undefined): answer is Answer {
  return answer !== undefined && answer.objects.length > MOST_MEANT;
}

/** What there is of a kind among the objects of a list. */
interface Kind {
  /** The objects' text up to the id. */
  start: string;
  key: number;
  /** So many are looked at. */
  most: number;
  known: number;
  unknown: number;
  /** Known to many or some others, and to some alone. */
  others: number;
  theirs: number;
}

/**
 * Lists of what is each caller's own: where hardly any caller is shown for the first time what others have, a list of it is odd. Learned by role, operation and kind of object, of answers with several objects, in rates that
 * others use as well: an order's products are everybody's.
 */
export class OwnLists {
  readonly #rates: Rates;
  readonly #kinds: readonly Kind[] = Array.from({ length: MOST_KINDS }, () => ({
    start: '',
    key: 0,
    most: 0,
    known: 0,
    unknown: 0,
    others: 0,
    theirs: 0,
  }));
  #count = 0;

  constructor(rates: Rates) {
    this.#rates = rates;
  }

  /** Takes the list that an answer brought, if it is one. `standing` says whose an object is. */
  read(facts: Facts, role: number, standing: (object: number) => Standing): void {
    this.#count = 0;
    const { answer } = facts.call;
    if (!isList(answer)) return;
    const texts = answer.objects;
    const length = Math.min(texts.length, MOST_OBJECTS);
    const step = length % STEP === 0 ? OTHER_STEP : STEP;
    for (let count = 0; count < length && count < MOST_STEPS; count++) {
      const index = (count * step) % length;
      const kind = this.#kindOf(texts[index] ?? '', facts, role);
      if (kind === undefined || kind.known + kind.unknown >= kind.most) continue;
      const whose = standing(facts.handed[index] ?? 0);
      if (whose === 'unknown') kind.unknown++;
      else kind.known++;
      if (whose === 'theirs') kind.theirs++;
      if (whose === 'theirs' || whose === 'public') kind.others++;
    }
  }

  /** Whether it is a list of what is usually the caller's own. */
  get isOwn(): boolean {
    for (let at = 0; at < this.#count; at++) if (this.#isOwn(this.#kinds[at])) return true;
    return false;
  }

  /** For how many objects of others it counts where that is the caller's own: all of a list are one decision, but a whole list is no slip. */
  get foreign(): number {
    let foreign = 0;
    for (let at = 0; at < this.#count; at++) {
      const kind = this.#kinds[at];
      if (this.#isForeign(kind)) foreign = Math.max(foreign, kind.theirs < MANY ? 1 : 2);
    }
    return foreign;
  }

  /** How usual such a list of others' things is, among all lists of the kind. */
  get probability(): number {
    let probability = 0;
    for (let at = 0; at < this.#count; at++) {
      const kind = this.#kinds[at];
      if (!this.#isForeign(kind)) continue;
      const lists = this.#rates.observations(combined(kind.key, NEW));
      probability = Math.max(probability, Math.min(1, (this.#rates.events(combined(kind.key, OTHERS)) + 0.5) / (lists + 1)));
    }
    return probability;
  }

  learn(timeMs: number): void {
    for (let at = 0; at < this.#count; at++) {
      const kind = this.#kinds[at];
      if (kind === undefined) continue;
      const { key, known, unknown, others } = kind;
      if (known + unknown < LEAST) continue;
      const isNew = unknown + others >= LEAST && 2 * (unknown + others) >= known + unknown;
      this.#rates.learn(combined(key, NEW), isNew, timeMs);
      if (isNew) this.#rates.learn(combined(key, OTHERS), others >= LEAST && 2 * others >= known, timeMs);
    }
  }

  #isForeign(kind: Kind | undefined): kind is Kind {
    return kind !== undefined && kind.theirs >= LEAST && 2 * kind.theirs >= kind.known && this.#isOwn(kind);
  }

  #isOwn(kind: Kind | undefined): boolean {
    if (kind === undefined || kind.known + kind.unknown < LEAST) return false;
    const lists = combined(kind.key, NEW);
    return (
      this.#rates.observations(lists) >= ENOUGH &&
      this.#rates.probability(lists) <= MOST_NEW &&
      this.#rates.probability(combined(kind.key, OTHERS)) <= MOST_OTHERS
    );
  }

  #isEverybodys(key: number): boolean {
    const others = combined(key, OTHERS);
    return this.#rates.observations(others) >= ENOUGH && this.#rates.probability(others) > 0.5;
  }

  #kindOf(text: string, facts: Facts, role: number): Kind | undefined {
    for (let at = 0; at < this.#count; at++) if (text.startsWith(this.#kinds[at]?.start ?? '')) return this.#kinds[at];
    const kind = this.#kinds[this.#count];
    if (kind === undefined) return undefined;
    this.#count++;
    kind.start = text.slice(0, text.indexOf('=') + 1);
    kind.key = combined(combined(role, facts.operation), facts.name(kind.start));
    kind.most = facts.number % SELDOM !== 0 && this.#isEverybodys(kind.key) ? 0 : MOST_OF_KIND;
    kind.known = kind.unknown = kind.others = kind.theirs = 0;
    return kind;
  }
}
