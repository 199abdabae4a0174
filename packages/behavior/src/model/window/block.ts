/** How a block of numbers of a tally is laid out: times first, each a second in 32 bits. */
export const TIME = {
  /** Since when the count is known of its row. */
  since: 0,
  /** When it was added to last. */
  last: 1,
  /** Up to when its windows have moved. */
  moved: 2,
  /** Since when the running half of its longest window is known. */
  first: 3,
} as const;

/** Of the times those that are saved; the one after them, before which no half of a window is over, follows from them. After that it is how often was added since `first`. */
export const TIMES = 4;
export const HEADER = 6;

/** What there is of each window after the times: first of the kind for each window, then the next kind. */
export const NUMBER = {
  /** Sum of the half that runs. */
  current: 0,
  /** Sum of the half before. */
  previous: 1,
  /** What the owner need not look at: a window below that says nothing new. Forgotten with the half of the window. */
  quiet: 2,
  /** How surprising what was said of the window was, in the half that runs; negative where it was said in the half before; 0 where nothing was said. */
  said: 3,
  /** Mean of the logarithms of what earlier windows had. */
  mean: 4,
  /** Mean of their squares. */
  square: 5,
  /** How many windows these are. */
  count: 6,
} as const;

/** Kinds of numbers that there are of sums alone, and of what is remembered as well. */
export const SUMS = 2;
export const ALL_NUMBERS = 7;

export type Time = (typeof TIME)[keyof typeof TIME];
export type NumberKind = (typeof NUMBER)[keyof typeof NUMBER];
