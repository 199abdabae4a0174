const AGAIN_MS = 10 * 60_000;
/** Messages that are remembered, the latest. */
const MOST_REMEMBERED = 100;

/** Says each message once in ten minutes, and with the next time how often it would have been said in between: a store that fails would fill a log. */
export function saidOnce(say: (message: string) => void, now: () => number = Date.now): (message: string) => void {
  const said = new Map<string, { readonly atMs: number; more: number }>();
  return (message) => {
    const nowMs = now();
    const before = said.get(message);
    if (before !== undefined && Math.abs(nowMs - before.atMs) < AGAIN_MS) {
      before.more++;
      return;
    }
    said.delete(message);
    for (const oldest of said.keys()) if (said.size >= MOST_REMEMBERED) said.delete(oldest);
    said.set(message, { atMs: nowMs, more: 0 });
    say(before === undefined || before.more === 0 ? message : `${message} (and ${before.more} times more since this was last said)`);
  };
}
