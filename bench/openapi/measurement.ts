export interface MeasurementOptions {
  /** Shows that everything works, in a few seconds: what it prints measures nothing. */
  readonly quick: boolean;
  readonly print: (line: string) => void;
}

/** One thing that the benchmark measures: it prints what it found, its peers and the ratios, and rejects where a contender did not do its work. */
export interface Measurement {
  /** What `--only` names. */
  readonly name: string;
  /** One line for the help. */
  readonly about: string;
  readonly run: (options: MeasurementOptions) => Promise<void>;
}
