const SWEPT_PER_INSERTION = 4;

/**
 * Keeps a map of counters bounded: called before a key is added, it forgets a few counters that are back at their beginning, which changes
 * nothing for them, and where that was not enough the one that was added first. A constant number of steps each time.
 */
export function createRoom<Value>(
  counters: Map<string, Value>,
  maxKeys: number,
  isSpent: (value: Value, nowMs: number) => boolean,
): (nowMs: number) => void {
  let sweep = counters.entries();
  // One iterator for good: a new one would have to pass all places that deleted keys leave at the front of the map.
  let oldest = counters.keys();

  return (nowMs) => {
    for (let count = 0; count < SWEPT_PER_INSERTION; count++) {
      const next = sweep.next();
      if (next.done) {
        sweep = counters.entries();
        break;
      }
      if (isSpent(next.value[1], nowMs)) counters.delete(next.value[0]);
    }
    if (counters.size < maxKeys) return;
    let victim = oldest.next();
    if (victim.done) {
      oldest = counters.keys();
      victim = oldest.next();
    }
    if (!victim.done) counters.delete(victim.value);
  };
}
