import type { Flaw } from '../flaw.ts';

const WIDTH = 16;

/** Counts ids up, so that whoever has one knows the others. */
export const predictableIds: Flaw = (options) => {
  let last = 1000;
  return {
    ...options,
    createId(prefix) {
      last += 1;
      return `${prefix}_${String(last).padStart(WIDTH, '0')}`;
    },
  };
};
