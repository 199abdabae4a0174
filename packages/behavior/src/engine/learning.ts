/** What all indicators share. */
export interface Learning {
  /** The call that is judged is one of an API that is still only watched: whatever is seen is taken for usual. */
  isTraining: boolean;
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
  /** Paths that no honest caller asks for, `/admin/backup` or `/internal/*`, of any API or of one: `api.example.com/v0/*`. */
  readonly decoys?: readonly string[];
  /** Lists of addresses that are asked for each call; what they hold may change at any time. */
  readonly addressLists?: readonly AddressList[];
  /** Nothing but what is certain is reported of an API before it was watched for so long: a week, as the days of a week differ. */
  readonly trainingMs: number;
}

/** Addresses of one kind, such as those of a block list. */
export interface AddressList {
  /** Says what the addresses are, as people read it: `Tor exits`. */
  readonly name: string;
  /** An address on it is reason enough for an incident; else it counts as far as it is unusual here. */
  readonly isCertain: boolean;
  has(address: string): boolean;
}

export const DEFAULT_OPTIONS: EngineOptions = {
  falseIncidentsPerMillion: 1,
  halfLifeDays: 14,
  mostCallers: 100_000,
  mostOperations: 5_000,
  trainingMs: 7 * 24 * 60 * 60 * 1000,
};
