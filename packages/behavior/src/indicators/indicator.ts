import type { Evidence, Severity, Subject } from '@airside/domain';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';

/** What an indicator says of a call or of a stretch of time: who, how surprising, and why. */
export interface Signal {
  readonly subject: Subject;
  /** −log10 of the probability of something at least so unusual when nothing is wrong, for one judged call or one closed window of one subject. */
  readonly surprise: number;
  readonly evidence: readonly Evidence[];
  /** Each finding says something that the ones before did not, unless it has the same words: values of parameters do, counts that grow do not. */
  readonly independent?: true;
  /** It needs no learning and no calibration, such as a call of a decoy: it counts while an API is still trained, too. */
  readonly certain?: true;
  /** `METHOD /template`; null where it is about several. */
  readonly operation: string | null;
  readonly api: string | null;
  /** How many calls count towards it; 1 where absent. */
  readonly count?: number;
  /** Time of the first of them. */
  readonly firstMs?: number;
}

/** The part of an indicator that has memory. All of it is bounded, whatever callers do. */
export interface Detector {
  /** What it thinks of a call, before anything of the call is learned. Must be quick: most calls are of no interest to most indicators. */
  judge(call: Call): Signal | undefined;
  /** Learns from a call that nobody found suspicious. */
  learn?(call: Call): void;
  /** Takes note of what a call did to the state of its caller, after it was learned or not: where the caller is by now, what it was handed. */
  follow?(call: Call): void;
  /** Time goes by (called about once a second of the traffic's time, also when there is none). */
  tick?(nowMs: number): readonly Signal[];
  /** What it has learned of all callers together, as a tree of JSON and columns (`saved/tree.ts`); what is worth less than a minute of learning may be left out. */
  save?(): unknown;
  /**
   * What it knows of single callers and objects, in parts: each is made when it is asked for, within milliseconds, and between two of them calls may be judged. Trees as
   * `saved/tree.ts` has them; what is in them may change afterwards.
   */
  saveCallers?(): Iterable<unknown>;
  /** Adds one part of that to what it knows. Hostile input is refused with an error. */
  mergeCallers?(part: unknown): void;
  /** Takes over what was saved, adding it to what it knows: that is how states of several nodes are merged. Hostile input is refused with an error. */
  merge?(saved: unknown): void;
}

/** What people read of an indicator. */
export interface IndicatorText {
  /** In words of lower case with hyphens: `credential-stuffing`. Stable. */
  readonly id: string;
  readonly title: string;
  /** What it recognises. */
  readonly what: string;
  /** How it is computed: which variable, over which window, compared with what. */
  readonly how: string;
  /** The attack that it means. */
  readonly attack: string;
  /** What else it may be. */
  readonly otherwise: string;
  /** What to do about it. */
  readonly remedy: string;
  /** OWASP API Security Top 10 2023, `API1:2023`. */
  readonly owasp: readonly string[];
  /** `CWE-639` */
  readonly cwe: readonly string[];
  /** MITRE ATT&CK, `T1110.004`. */
  readonly mitre: readonly string[];
  readonly severity: Severity;
  /** What it sees is done to a caller by somebody else: that the caller has long been known excuses nothing, where it is seen with many. */
  readonly isOfVictims?: true;
  /** What it finds new is a name: others who send the name do the same, with whatever value. */
  readonly isOfNames?: true;
  /** What it sees is in answers: where the request has nothing about it, that is the server's doing. */
  readonly isOfAnswers?: true;
  /** Whether a new version of a client or of the API brings what it tells of: with the first that it is told of it is waited whether others do the same. */
  readonly isOfVersions?: true;
  /** Of what it sees nothing else is known: whatever else is odd about the same call follows from it. */
  readonly isOfWholeCall?: true;
  /** What it sees is judged by what is known of the API as a whole, though it is about an operation: that this one is new. */
  readonly isOfApi?: true;
  /**
   * Indicators of the same kin look at one and the same from several sides: of what they see the strongest counts. `amount`: how much somebody does; `novelty`: what was never there before, which is one event on the day of a
   * release.
   */
  readonly kin?: 'amount' | 'novelty';
}

/** A file under `indicators/`; the table in `indicators/index.ts` names them all. */
export interface Indicator extends IndicatorText {
  create(learning: Learning): Detector;
}
