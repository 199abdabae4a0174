import type { CallerVerdict } from './callers.ts';
import { covers } from './exclusion.ts';
import type { Observation } from './observation.ts';
import { partOf } from './part.ts';
import type { Proposal } from './propose.ts';
import type { Replay } from './replay.ts';

type Kind = CallerVerdict['kind'];
/** Alarms by who set them off. `unjudged`: callers who could not be judged. */
export type ByKind = Record<Kind, number>;

export const noneOf = (): ByKind => ({ honest: 0, suspicious: 0, unjudged: 0 });

/** What an exclusion would have done. */
export interface Effect {
  /** Requests in which it would have left a rule out, alarms or not. */
  requests: number;
  /** Alarms that would have passed with this exclusion alone. */
  readonly alone: ByKind;
  /** Alarms that would have passed with it and those before it in the list, and not without it. */
  readonly withThoseBefore: ByKind;
  /** Alarms that pass, together with others or not, and would not without it. */
  needed: number;
  /** Alarms for which the record does not tell. */
  unknown: number;
}

/** Counts what proposals would have done to alarms. */
export class Effects {
  readonly #proposals: readonly Proposal[];
  readonly #replay: Replay;
  readonly effects: readonly Effect[];
  readonly alarms = noneOf();
  /** With all proposals. */
  readonly passing = noneOf();
  readonly staying = noneOf();
  unknown = 0;

  constructor(proposals: readonly Proposal[], replay: Replay) {
    this.#proposals = proposals;
    this.#replay = replay;
    this.effects = proposals.map(() => ({ requests: 0, alone: noneOf(), withThoseBefore: noneOf(), needed: 0, unknown: 0 }));
  }

  add(observation: Observation, { kind }: CallerVerdict): void {
    const touching = this.#proposals.flatMap((proposal, index) => (touches(proposal, observation) ? [index] : []));
    for (const index of touching) count(this.effects[index]);
    if (!observation.alarm) return;
    this.alarms[kind]++;
    for (const index of touching) this.#addAlone(index, observation, kind);
    this.#addTogether(touching, observation, kind);
  }

  #addAlone(index: number, observation: Observation, kind: Kind): void {
    const effect = this.effects[index];
    if (effect === undefined) return;
    const outcome = this.#outcome([index], observation);
    if (outcome === 'passes') effect.alone[kind]++;
    if (outcome === 'unknown') effect.unknown++;
  }

  #addTogether(touching: readonly number[], observation: Observation, kind: Kind): void {
    const all = touching.length === 0 ? 'stays' : this.#outcome(touching, observation);
    if (all === 'unknown') this.unknown++;
    if (all === 'stays') this.staying[kind]++;
    if (all !== 'passes') return;
    this.passing[kind]++;
    const length = 1 + touching.findIndex((_, place) => this.#outcome(touching.slice(0, place + 1), observation) === 'passes');
    const decisive = this.effects[touching[length - 1] ?? -1];
    if (decisive !== undefined) decisive.withThoseBefore[kind]++;
    for (const index of this.#needed(touching.slice(0, length), observation)) {
      const effect = this.effects[index];
      if (effect !== undefined) effect.needed++;
    }
  }

  /** Of proposals that let an alarm pass, those that cannot be missing; of two that do the same, the one that is worth more. */
  #needed(proposals: readonly number[], observation: Observation): readonly number[] {
    let needed = proposals;
    for (const index of proposals.toReversed()) {
      const without = needed.filter((each) => each !== index);
      if (without.length > 0 && this.#outcome(without, observation) === 'passes') needed = without;
    }
    return needed;
  }

  #outcome(indexes: readonly number[], observation: Observation) {
    return this.#replay.outcome(
      observation,
      indexes.flatMap((index) => this.#proposals[index]?.exclusion ?? []),
    );
  }
}

function count(effect: Effect | undefined): void {
  if (effect !== undefined) effect.requests++;
}

function touches({ api, exclusion }: Proposal, { api: other, operation, matches }: Observation): boolean {
  if (api !== other) return false;
  return matches.some(({ rule, variables }) =>
    variables.some((variable) => {
      const part = partOf(variable);
      return part !== undefined && covers(exclusion, { rule, part, operation });
    }),
  );
}
