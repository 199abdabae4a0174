const SWEPT_PER_INSERTION = 4;

/**
 * Keeps a map of counters bounded: called before a key is added, it forgets a few counters that are back at their beginning, which changes
 * nothing for them, and where that was not enough the one that was added first.
 */
export function createRoom<Value>(
  counters: Map<string, Value>,
  maxKeys: number,
  isSpent: (value: Value, nowMs: number) => boolean,
): (nowMs: number) => void {
  let sweep = counters.entries();

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
    // A new iterator each time: one that is kept and seldom asked keeps every earlier table of the map in memory.
    const oldest = counters.keys().next();
    if (!oldest.done) counters.delete(oldest.value);
  };
}
