import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';

import type { Wanted } from './wanted.ts';

interface Level {
  readonly wanted: Wanted | undefined;
  readonly isMapping: boolean;
  readonly start: number;
  readonly isFlow: boolean;
  index: number;
  /** In a mapping, what the value of the name just read is wanted for; null while a name is expected. */
  value: Wanted | undefined | null;
  /** Offset after the name just read. */
  nameEnd: number;
  isEmpty: boolean;
}

/**
 * Notes the places of wanted values in a text of YAML, as Spectral counts them: a mapping or list that is a member begins behind the name
 * and its colon, and ends where its last scalar does.
 */
export function markYaml(text: string, root: Wanted): void {
  let events: readonly Event[];
  try {
    events = parseEvents(text, {});
  } catch {
    return;
  }
  const levels: Level[] = [];
  let lastEnd = 0;
  let documents = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      documents += 1;
      if (documents > 1) return;
    } else if (event.type === EVENT_ID.POP) {
      const closed = levels.pop();
      if (!closed) return;
      if (closed.isEmpty && closed.isFlow) lastEnd = text.indexOf(closed.isMapping ? '}' : ']', closed.start) + 1;
      if (closed.wanted) closed.wanted.end = lastEnd;
    } else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const level = levels.at(-1);
      const wanted = enter(text, level, event, root);
      if (wanted) wanted.start = level?.isMapping ? level.nameEnd + 1 : event.start;
      const isMapping = event.type === EVENT_ID.MAPPING;
      const isFlow = event.style === COLLECTION_STYLE.FLOW;
      levels.push({ wanted, isMapping, start: event.start, isFlow, index: 0, value: null, nameEnd: 0, isEmpty: true });
    } else {
      const level = levels.at(-1);
      const [start, end] = extent(text, event, level?.isMapping ? level.nameEnd + 1 : lastEnd);
      const isName = level?.isMapping === true && level.value === null;
      const wanted = enter(text, level, event, root);
      if (isName) level.nameEnd = end;
      if (wanted) {
        wanted.start = start;
        wanted.end = end;
      }
      lastEnd = end;
    }
  }
}

/** What the value that an event begins is wanted for; undefined for names. */
function enter(text: string, level: Level | undefined, event: Event, root: Wanted): Wanted | undefined {
  if (!level) return root;
  level.isEmpty = false;
  if (!level.isMapping) {
    level.index += 1;
    return level.wanted?.inner.get(`${level.index - 1}`);
  }
  if (level.value === null) {
    level.value = event.type === EVENT_ID.SCALAR ? level.wanted?.inner.get(nameOf(text, event)) : undefined;
    return undefined;
  }
  const wanted = level.value;
  level.value = null;
  return wanted;
}

function nameOf(text: string, event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): string {
  return event.valueStart === -1 ? '' : getScalarValue(text, event);
}

/** Start and end of a scalar or an alias, quotes included; an empty one stands at `empty`. */
function extent(text: string, event: Event, empty: number): readonly [number, number] {
  if (event.type === EVENT_ID.ALIAS) return [event.anchorStart - 1, event.anchorEnd];
  if (event.type !== EVENT_ID.SCALAR || event.valueStart === -1) return [empty, empty];
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  if (isQuoted) return [event.valueStart - 1, Math.min(event.valueEnd + 1, text.length)];
  return [event.valueStart, event.valueEnd];
}
