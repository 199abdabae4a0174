/** What somebody does over time: it acts when it is resumed, and yields how many milliseconds it does nothing. */
export type Script = Step<void>;

/** A part of a script, with what comes of it. */
export type Step<T> = Generator<number, T, void>;
