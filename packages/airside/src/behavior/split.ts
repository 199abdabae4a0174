/** Whether the line of that number belongs to the share to learn from: drawn by the seed, the same for the same. */
export function inTrainingShare(index: number, share: number, seed: number): boolean {
  let state = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97);
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32 < share;
}
