/** What all indicators share. */
export interface Learning {
  /** Hashes a text with the secret of this engine to 32 bits: nobody outside can choose names that collide. */
  hash(text: string): number;
  /** Options of the engine, with defaults filled in. */
  readonly options: EngineOptions;
}

export interface EngineOptions {
  /** Expected false incidents for a million requests; thresholds of surprise follow from it. */
  readonly falseIncidentsPerMillion: number;
  /** What is learned counts half after so many days. */
  readonly halfLifeDays: number;
  /** Callers that are remembered at most; the ones not seen for longest are forgotten first. */
  readonly mostCallers: number;
  /** Operations that are learned at most, of all APIs together. */
  readonly mostOperations: number;
  /** Nothing is reported of an API before it was watched for so long. */
  readonly trainingMs: number;
}

export const DEFAULT_OPTIONS: EngineOptions = {
  falseIncidentsPerMillion: 1,
  halfLifeDays: 14,
  mostCallers: 100_000,
  mostOperations: 5_000,
  trainingMs: 24 * 60 * 60 * 1000,
};
