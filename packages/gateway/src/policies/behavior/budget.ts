/** Says yes so many times a second at most. */
export function perSecond(most: number, now: () => number = Date.now): () => boolean {
  let second = 0;
  let left = 0;
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      left = most;
    }
    if (left <= 0) return false;
    left -= 1;
    return true;
  };
}
