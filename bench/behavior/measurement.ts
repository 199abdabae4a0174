/** A goal, and what was measured. */
export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
}

/** What a measurement found: goals to judge, and everything as JSON. */
export interface Finding {
  readonly goals: readonly Goal[];
  readonly data: unknown;
}

/** What the command line asks for. */
export interface Settings {
  readonly days: number;
  readonly quietDays: number;
  readonly users: number;
  readonly seed: number;
  readonly seeds: number;
  /** Over so many simulations of one seed the campaigns are spread. */
  readonly spread: number;
  readonly campaigns: readonly string[];
  readonly quick: boolean;
}

/** A part of the benchmark, chosen by `--only`. */
export interface Measurement {
  readonly name: string;
  readonly about: string;
  /** `print` takes lines for people, `progress` what is of interest only for the moment. */
  run(settings: Settings, print: (line: string) => void, progress: (line: string) => void): Finding;
}
