/** One request of a test, as go-ftw describes it. */
export interface StageInput {
  readonly method: string;
  readonly uri: string;
  readonly version: string;
  /** In the order of the file. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Byte string. */
  readonly data: string;
  /** The whole request as it goes over the wire; instead of all else. */
  readonly encoded: string | undefined;
  readonly completesHeaders: boolean;
  readonly serverAddress: string;
  readonly port: number;
}

/** What a stage must show. */
export interface StageOutput {
  readonly status: readonly number[];
  readonly expectError: boolean;
  readonly expectIds: readonly number[];
  readonly expectNoIds: readonly number[];
  readonly matches: readonly string[];
  readonly matchesNot: readonly string[];
}

export interface Stage {
  readonly input: StageInput;
  readonly output: StageOutput;
}

export interface TestCase {
  /** `920100-1`. */
  readonly name: string;
  readonly stages: readonly Stage[];
}
