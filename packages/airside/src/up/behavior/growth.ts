/** Whether a count has grown within so long a time, as far as it was asked for: what happened once is not said for ever. */
export function createGrowth(forMs: number, now: () => number = Date.now): (count: number) => boolean {
  let last = 0;
  let grewMs = Number.NEGATIVE_INFINITY;
  return (count) => {
    if (count > last) grewMs = now();
    last = count;
    return now() - grewMs < forMs;
  };
}
