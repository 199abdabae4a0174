export { type LimitAdvice, LimitAdvisor } from './advice/limit-advisor.ts';
export type { Answer, Call, Login, Outcome, Parameter, Place } from './call/call.ts';
export type { CallReader } from './call/call-reader.ts';
export { createCallReader } from './call/create-call-reader.ts';
export { LEAST_SURPRISE } from './engine/combine.ts';
export { createBehaviorEngine, type EngineSetup } from './engine/compose.ts';
export { createEngine } from './engine/create-engine.ts';
export type { Assessment, BehaviorEngine, EngineParts, Happening, TrainingStatus } from './engine/engine.ts';
export { SAME_SUBJECT_MS as LONGEST_INCIDENT_SILENCE_MS } from './engine/incidents.ts';
export { type AddressList, DEFAULT_OPTIONS, type EngineOptions, type Learning } from './engine/learning.ts';
export { packState, packStateInParts, type Section, unpackState } from './engine/state/container.ts';
export { CalibratedScorer } from './evaluate/calibrated-scorer.ts';
export { EngineScorer } from './evaluate/engine-scorer.ts';
export { RequestScorer } from './evaluate/request-scorer.ts';
export { ScoreBook } from './evaluate/score-book.ts';
export { reportScores, type ScoreReport } from './evaluate/score-report.ts';
export type { Scorer } from './evaluate/scorer.ts';
export { type SessionMember, Sessions } from './evaluate/session/sessions.ts';
export { INDICATORS } from './indicators/index.ts';
export type { Detector, Indicator, IndicatorText, Signal } from './indicators/indicator.ts';
export { type ProfileTerms, profileDocument } from './profile/document/profile-document.ts';
export type { LearnedOperation } from './profile/profile-learner.ts';
export {
  CountMin,
  combined,
  createKeyedHash,
  DDSketch,
  type DDSketchOptions,
  DistinctCounter,
  type KeyedHash,
  Reservoir,
  RotatingBloom,
  type SavedDDSketch,
} from './sketch/index.ts';
