import type { SubjectKind } from '@airside/domain';

import type { Call } from '../../call/call.ts';
import type { IndicatorText } from '../../indicators/indicator.ts';
import type { Facts } from '../facts.ts';

/**
 * By whom is counted. `caller`: by the name that tells callers apart best; `agent`: by what clients are made of, across addresses; `operation` and `api`: all callers
 * together; `victim`: the user whose log-in is tried, who is never blamed for it; `place`: the address and the kind of client of a caller that is only a session.
 */
export type Entity = 'caller' | 'place' | 'agent' | 'operation' | 'victim' | SubjectKind;

export type Measure =
  /** How many calls. */
  | { readonly kind: 'count' }
  /** How many calls, times their share in all calls that `of` holds for: who fails now and then among what succeeds counts little. */
  | { readonly kind: 'share'; readonly of: (call: Call) => boolean }
  /** How many different ones; hashes. */
  | { readonly kind: 'distinct'; readonly of: (facts: Facts) => number | readonly number[] }
  | { readonly kind: 'sum'; readonly of: (call: Call) => number };

/** Something that is counted by somebody over sliding windows, and compared with what others have and with what the same one had. */
export interface WindowCount {
  readonly entity: Entity;
  /** Whom a signal is about, where that is not the entity: whoever made a call while the window is unusual. */
  readonly blames?: SubjectKind | 'caller';
  readonly measure: Measure;
  /** What is measured, in words that fit after a number: `user names whose log-in failed`. */
  readonly unit: string;
  /** Which calls count. Must cost next to nothing: it is asked for every call. */
  readonly when: (call: Call) => boolean;
  readonly spansMs: readonly number[];
  /** Less than that in a window is never unusual. */
  readonly floor: number;
  /** Whether it is counted and compared over all APIs, or for each API or operation. */
  readonly per: 'all' | 'api' | 'operation';
  /**
   * `population`: with all others of the same class; `both`: with what the same one did, too, of which the more usual counts (a batch job may do a lot every night);
   * `self`: with the own past only, because there is nobody like it.
   */
  readonly compare: 'population' | 'both' | 'self';
  /**
   * Counts per caller that stands behind the entity on a day: for addresses, networks, agents, APIs and operations. `log-in`: per log-in that succeeds in the same window, as where more
   * log in than usual, more fail.
   */
  readonly perUser?: true | 'log-in';
}

/** An indicator that counts, as data: by one caller, and by what many callers have in common, so that an attack by many is found too. */
export interface WindowIndicatorDefinition extends IndicatorText {
  readonly counts: readonly WindowCount[];
  /** This one saves what all indicators share, too. */
  readonly keepsBook?: true;
}
