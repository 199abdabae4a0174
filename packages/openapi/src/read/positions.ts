import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

/** A place in a text, both 1-based. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Wanted {
  offset: number;
  readonly inner: Map<string, Wanted>;
}

interface Level {
  readonly wanted: Wanted | undefined;
  readonly mapping: boolean;
  index: number;
  /** In a mapping, what the value of the key just read is wanted for; null while a key is expected. */
  value: Wanted | undefined | null;
}

/**
 * Offsets of values by the paths that lead to them, in one pass over the text. The member of a mapping stands where its key does. A path
 * that leads nowhere gets the offset of the nearest value around it. All are 0 where the text cannot be parsed.
 */
export function offsetsOf(text: string, paths: readonly (readonly string[])[]): readonly number[] {
  const root: Wanted = { offset: 0, inner: new Map() };
  const ends = paths.map((path) => path.reduce((at, token) => innerOf(at, token), root));
  let events: readonly Event[];
  try {
    events = parseEvents(text, {});
  } catch {
    return paths.map(() => 0);
  }
  mark(text, events, root);
  inherit(root);
  return ends.map((end) => end.offset);
}

/** Turns offsets into lines and columns. */
export function positionsAt(text: string, offsets: readonly number[]): readonly Position[] {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  return offsets.map((offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  });
}

const UNKNOWN = -1;

function innerOf(wanted: Wanted, token: string): Wanted {
  const inner = wanted.inner.get(token) ?? { offset: UNKNOWN, inner: new Map() };
  wanted.inner.set(token, inner);
  return inner;
}

function mark(text: string, events: readonly Event[], root: Wanted): void {
  const stack: Level[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      stack.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({ wanted: root, mapping: false, index: UNKNOWN, value: null });
      continue;
    }
    const level = stack.at(-1);
    const wanted = level && enter(text, level, event, root);
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      stack.push({ wanted, mapping: event.type === EVENT_ID.MAPPING, index: 0, value: null });
    }
  }
}

/** What the value that an event begins is wanted for. */
function enter(text: string, level: Level, event: Event, root: Wanted): Wanted | undefined {
  if (level.index === UNKNOWN) return root;
  if (!level.mapping) {
    const wanted = level.wanted?.inner.get(`${level.index}`);
    level.index += 1;
    if (wanted) wanted.offset = startOf(event);
    return wanted;
  }
  if (level.value === null) {
    const wanted = level.wanted && event.type === EVENT_ID.SCALAR ? level.wanted.inner.get(getScalarValue(text, event)) : undefined;
    if (wanted) wanted.offset = startOf(event);
    level.value = wanted;
    return undefined;
  }
  const wanted = level.value;
  level.value = null;
  return wanted;
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) return event.start;
  return event.type === EVENT_ID.ALIAS ? event.anchorStart : 0;
}

function inherit(wanted: Wanted): void {
  for (const inner of wanted.inner.values()) {
    if (inner.offset === UNKNOWN) inner.offset = wanted.offset;
    inherit(inner);
  }
}
