/** A value that somebody wants to know the place of, and those wanted within it. Offsets are -1 until they are found. */
export interface Wanted {
  start: number;
  /** Exclusive. */
  end: number;
  readonly inner: Map<string, Wanted>;
}
