/** What a check found. */
export interface Outcome {
  readonly passed: boolean;
  /** Shown only when the check failed. */
  readonly output: string;
  /** How many source files the check read, where it can say so. Fewer than stand in the tree is a failure: a tool that reads nothing finds nothing. */
  readonly filesRead?: number;
}

/** Something that must hold for the whole tree. */
export interface Check {
  readonly name: string;
  /** What it holds, for the list that `--help` prints. */
  readonly promise: string;
  run(root: string): Promise<Outcome>;
}
