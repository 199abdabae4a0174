import type { Sample } from './sample.ts';

/** Whether a sample belongs to the share to learn from: drawn by the seed, the same for the same. What is of one session goes one way. */
export function inTrainingShare({ session }: Pick<Sample, 'session'>, index: number, share: number, seed: number): boolean {
  let state = Math.imul(numberOf(session) ?? index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32 < share;
}

/** FNV-1a. */
function numberOf(session: string | undefined): number | undefined {
  if (session === undefined) return undefined;
  let hash = 0x811c9dc5;
  for (let index = 0; index < session.length; index++) hash = Math.imul(hash ^ session.charCodeAt(index), 0x01000193);
  return hash;
}
