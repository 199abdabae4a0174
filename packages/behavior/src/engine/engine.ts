import type { Detection, Exchange, Incident, Judgement } from '@airside/domain';

import type { Call } from '../call/call.ts';
import type { CallReader } from '../call/call-reader.ts';
import type { Indicator, Signal } from '../indicators/indicator.ts';
import type { LearnedOperation } from '../profile/profile-learner.ts';
import type { Learning } from './learning.ts';
import type { Section } from './state/container.ts';

/** How far an operation is learned. */
export interface TrainingStatus {
  readonly api: string;
  readonly operation: string;
  /** Calls; those of one half-life ago count half. */
  readonly observations: number;
  readonly sinceMs: number;
  /** From 0, nothing known, to 1. */
  readonly confidence: number;
  readonly state: 'training' | 'watching';
  /** Mean calls in each of the 168 hours of the week, from Monday 0:00 UTC on; null for hours that are not known yet. */
  readonly week: readonly (number | null)[];
}

/** What happened while exchanges were observed. */
export interface Happening {
  readonly detections: readonly Detection[];
  /** Incidents that were opened or changed, as they are now; each once. */
  readonly incidents: readonly Incident[];
}

/** What the engine thinks of one exchange, whether or not that is worth a detection. */
export interface Assessment {
  readonly call: Call;
  /** −log10 of the chance of a call at least so unusual, by all indicators together. */
  readonly surprise: number;
  readonly voices: readonly { readonly indicator: { readonly id: string }; readonly signal: Signal }[];
}

/** What an engine is made of. */
export interface EngineParts {
  readonly learning: Learning;
  readonly reader: CallReader;
  readonly indicators: readonly Indicator[];
  /** Told of faults in indicators, which then say nothing of that call. Must not throw. */
  readonly onError: (error: unknown, indicator: string) => void;
}

/** The behaviour engine: learns from exchanges alone, in bounded memory, and says what deviates. One process owns it. */
export interface BehaviorEngine {
  /** Judges exchanges, in the order of time, and learns from those that nothing is wrong with. Never throws, whatever they hold. */
  observe(exchanges: readonly Exchange[]): Happening;
  /** The same for one exchange, and what is thought of it; what happened is told by the next `observe` or `tick`. */
  assess(exchange: Exchange): Assessment;
  /** Closes windows and incidents whose time is up. */
  tick(nowMs: number): Happening;
  /** What people say; thresholds move accordingly, and incidents that were judged are closed. What it has taken before changes nothing. */
  judge(verdicts: readonly Judgement[]): Happening;
  /** The ids of the incidents that are open. */
  openIncidents(): readonly string[];
  training(): readonly TrainingStatus[];
  /** What was learned of requests that people may choose to enforce. */
  profiles(): readonly LearnedOperation[];
  /** Everything learned, as bytes that `merge` takes. */
  save(): Uint8Array;
  /** The same, section by section, for `packStateInParts`: each is made when it is asked for, within milliseconds, and between two of them the engine may go on. */
  sections(): Iterable<Section>;
  /**
   * Adds what another engine, or this one before a restart, has learned; says what of it could not be taken over. Throws an Error that says why where nothing can be: it is
   * damaged, of another key, or of an engine whose learning is known already.
   */
  merge(saved: Uint8Array): readonly string[];
}
