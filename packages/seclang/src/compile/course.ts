import type { State } from '../variables/state.ts';
import type { Gate, Rule } from './program.ts';
import type { Scope } from './scopes.ts';

/** The rules of a phase that are left to run once the answers of gates are known, and where each leads. Steps count from 0. */
export class Course {
  readonly rules: readonly Rule[];
  /** By step: the step behind a rule that matched, and behind one that did not. */
  readonly matched: Int32Array;
  readonly unmatched: Int32Array;
  /** By step: what the rule looks at, where that may be judged as a whole. */
  readonly scopes: readonly (Scope | undefined)[];
  /** By step: the place in `screens` of what that must have; -1 where it may have anything. */
  readonly screenAt: Int32Array;
  readonly screens: Int32Array;
  /** By step: the step to go on at when none of the rule's variables has a value; rules behind it that look at the same are passed over. */
  readonly absent: Int32Array;
  /** The place behind the last rule of the phase. */
  readonly end: number;
  /** By step: where the rule stands in the phase. */
  readonly places: Int32Array;
  /** Indexes of the rules whose answer it takes for granted. */
  readonly #resolved: Int32Array;
  /** By place in the phase. */
  readonly #steps: Int32Array;

  /** `answer` is what a gate says, undefined where that is seen when it comes to it. Rules before `from` are left out. */
  constructor(phase: readonly Rule[], from: number, answer: (gate: Gate) => boolean | undefined) {
    this.end = phase.length;
    const answers = phase.map((rule, place) => (place < from || rule.first.gate === undefined ? undefined : answer(rule.first.gate)));
    const isResolved = (rule: Rule, place: number): boolean => answers[place] === false || (answers[place] === true && isJump(rule));
    const places = [...phase.keys()].filter((place) => place >= from && !isResolved(phase[place] as Rule, place));
    this.rules = places.map((place) => phase[place] as Rule);
    this.places = Int32Array.from(places);
    this.#steps = new Int32Array(phase.length + 1).fill(places.length);
    for (let place = phase.length - 1, step = places.length; place >= from; place--) {
      const rule = phase[place] as Rule;
      if (isResolved(rule, place)) this.#steps[place] = this.stepAt(answers[place] === true ? rule.next : place + 1);
      else this.#steps[place] = --step;
    }
    this.matched = Int32Array.from(this.rules, ({ next }) => this.stepAt(next));
    this.unmatched = Int32Array.from(places, (place) => this.stepAt(place + 1));
    this.scopes = this.rules.map(({ first }) => first.scope);
    this.absent = passingOver(this.unmatched, this.scopes);
    const screens: number[] = [];
    this.screenAt = Int32Array.from(this.rules, ({ first: { operation } }) =>
      operation?.screen === undefined || operation.negated ? -1 : screens.push(...operation.screen) - operation.screen.length,
    );
    this.screens = Int32Array.from(screens);
    this.#resolved = Int32Array.from(phase.filter((rule, place) => place >= from && isResolved(rule, place)).map(({ index }) => index));
  }

  /** The step with which a transaction goes on that has come to a place in the phase. */
  stepAt(place: number): number {
    return this.#steps[Math.min(place, this.#steps.length - 1)] as number;
  }

  /** Whether the rules whose answer it takes for granted apply to the transaction as they are. */
  holdsFor({ removed, exclusions }: State): boolean {
    if (removed !== undefined && this.#resolved.some((index) => removed[index] === 1)) return false;
    return !exclusions.some(({ variable, rules }) => variable === 'TX' && this.#resolved.some((index) => rules[index] === 1));
  }
}

/** Whether nothing happens when the rule matches, but that the phase goes on elsewhere. */
function isJump({ links, first, disruptive, log, auditLog, facts }: Rule): boolean {
  const isQuiet = !log && !auditLog && facts.severity === undefined;
  return isQuiet && links.length === 1 && disruptive.name === 'pass' && first.effects.length === 0 && !first.capture;
}

function passingOver(unmatched: Int32Array, scopes: readonly (Scope | undefined)[]): Int32Array {
  const absent = Int32Array.from(unmatched);
  for (let step = absent.length - 1; step >= 0; step--) {
    const next = unmatched[step] as number;
    const set = scopes[step]?.set;
    if (set !== undefined && scopes[next]?.set === set) absent[step] = absent[next] as number;
  }
  return absent;
}
