/** Something that is done again and again while the processor time is taken. */
export interface Work {
  /** Calls between two looks at the clock. */
  readonly batch: number;
  /** Before each batch, outside of the measurement. */
  readonly reset?: () => void;
  /** One call; `index` counts from 0 within the batch. A promise is waited for. */
  readonly call: (index: number) => unknown;
}

/** A kind of call whose cost is measured. */
export interface BenchCase {
  readonly id: string;
  readonly title: string;
  /**
   * Cases of one group are measured in one process, apart from all others: what a runtime learns from one kind of call, such as where to put
   * what lives long, it applies to others that share code with it. Those without one share a process.
   */
  readonly group?: string;
  /** The most that a call may cost: in microseconds, or as a multiple of another case. */
  readonly goal?: { readonly us: number } | { readonly times: number; readonly of: string };
  /** Rejects where the call does not do what it is measured for, such as accepting the credential. */
  prepare(): Promise<Work>;
}
