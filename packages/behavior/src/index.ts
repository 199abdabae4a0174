export type { Answer, Call, Login, Outcome, Parameter, Place } from './call/call.ts';
export type { BehaviorEngine, Happening, TrainingStatus } from './engine/engine.ts';
export type { Detector, Indicator, IndicatorText, Signal } from './indicators/indicator.ts';
export {
  CountMin,
  combined,
  createKeyedHash,
  DDSketch,
  type DDSketchOptions,
  DecayedCounter,
  DistinctCounter,
  type KeyedHash,
  Reservoir,
  RotatingBloom,
  type SavedDDSketch,
} from './sketch/index.ts';
