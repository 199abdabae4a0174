import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

import type { ReadBounds } from '../../read/bounds.ts';
import { type Data, type DataObject, isPlainObject, setMember } from './data.ts';
import { type Diagnostic, UnreadableText } from './diagnostic.ts';
import { plainScalar } from './scalar.ts';

export type YamlBounds = Pick<ReadBounds, 'depth' | 'aliases' | 'values'>;

type Scalar = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;

interface Level {
  readonly container: DataObject | Data[];
  readonly anchor: string | undefined;
  /** The names so far in a mapping. */
  readonly names: Set<string>;
  /** In a mapping, the name whose value comes next; undefined while a name is expected, null for a name that JSON cannot have. */
  name: string | undefined | null;
}

/**
 * The plain JSON in a text of YAML 1.2 (core schema, merge keys), with what is odd about its keys. Of several documents the first one
 * counts. Values that aliases share are copied for each place.
 * @throws {UnreadableText} for wrong syntax and where a bound is passed
 */
export function parseYaml(text: string, bounds: YamlBounds): { readonly value: Data; readonly diagnostics: readonly Diagnostic[] } {
  try {
    const builder = new Builder(text, bounds);
    for (const event of parseEvents(text, { maxDepth: bounds.depth })) if (!builder.take(event)) break;
    return { value: builder.root, diagnostics: builder.diagnostics };
  } catch (error) {
    if (error instanceof YAMLException) throw new UnreadableText(error.reason, error.mark?.position ?? 0);
    throw error;
  }
}

class Builder {
  root: Data = null;
  readonly diagnostics: Diagnostic[] = [];
  readonly #text: string;
  readonly #bounds: YamlBounds;
  readonly #levels: Level[] = [];
  readonly #anchors = new Map<string, Data>();
  #values = 0;
  #aliases = 0;
  #documents = 0;
  /** Depth of a key that is itself a collection: what is inside it is passed over. */
  #skipping = 0;

  constructor(text: string, bounds: YamlBounds) {
    this.#text = text;
    this.#bounds = bounds;
  }

  /** False after the first document. */
  take(event: Event): boolean {
    if (event.type === EVENT_ID.DOCUMENT) {
      this.#documents += 1;
      return this.#documents === 1;
    }
    if (this.#skipping > 0) {
      if (event.type === EVENT_ID.POP) this.#skipping -= 1;
      else if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) this.#skipping += 1;
      return true;
    }
    if (event.type === EVENT_ID.POP) this.#close();
    else if (event.type === EVENT_ID.SCALAR) this.#scalar(event);
    else if (event.type === EVENT_ID.ALIAS) this.#alias(this.#text.slice(event.anchorStart, event.anchorEnd), event.anchorStart);
    else this.#open(event.type === EVENT_ID.MAPPING ? {} : [], event.anchorStart, event.anchorEnd);
    return true;
  }

  #open(container: DataObject | Data[], anchorStart: number, anchorEnd: number): void {
    this.#count();
    if (this.#expectsName()) {
      const level = this.#levels.at(-1);
      if (level) level.name = null;
      this.#skipping = 1;
      return;
    }
    const anchor = anchorStart === -1 ? undefined : this.#text.slice(anchorStart, anchorEnd);
    this.#levels.push({ container, anchor, names: new Set(), name: undefined });
  }

  #close(): void {
    const level = this.#levels.pop();
    if (!level) return;
    if (level.anchor !== undefined) this.#anchors.set(level.anchor, level.container);
    this.#add(level.container);
  }

  #scalar(event: Scalar): void {
    this.#count();
    const text = event.valueStart === -1 ? '' : getScalarValue(this.#text, event);
    const tag = event.tagStart === -1 ? '' : this.#text.slice(event.tagStart, event.tagEnd);
    const isPlain = event.style === SCALAR_STYLE.PLAIN && tag !== '!!str' && tag !== '!';
    const value = isPlain ? plainScalar(text) : text;
    if (event.anchorStart !== -1) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), value);
    if (this.#expectsName()) this.#name(value, Math.max(event.valueStart, 0), Math.max(event.valueEnd, 0));
    else this.#add(value);
  }

  #alias(anchor: string, offset: number): void {
    this.#aliases += 1;
    if (this.#aliases > this.#bounds.aliases) throw new UnreadableText(`more than ${this.#bounds.aliases} aliases`, offset);
    const value = this.#anchors.get(anchor);
    if (value === undefined) throw new UnreadableText(`the anchor "${anchor}" is not known here`, offset);
    if (this.#expectsName()) this.#name(value, offset, offset + anchor.length);
    else this.#add(this.#copy(value, this.#levels.length));
  }

  #name(value: Data, start: number, end: number): void {
    const level = this.#levels.at(-1);
    if (!level) return;
    if (typeof value === 'object' && value !== null) {
      level.name = null;
      return;
    }
    level.name = String(value);
    const path = [...this.#levels.slice(0, -1).map(keyOf), level.name];
    if (typeof value !== 'string') {
      const message = `Mapping key must be a string scalar rather than ${value === null ? 'null' : typeof value}`;
      this.diagnostics.push({ kind: 'incompatible-key', message, severity: 'error', path, start, end });
    }
    if (level.name === '<<') return;
    if (level.names.has(level.name)) {
      this.diagnostics.push({ kind: 'duplicate-key', message: `Duplicate key: ${level.name}`, severity: 'error', path, start, end });
    }
    level.names.add(level.name);
  }

  #expectsName(): boolean {
    const level = this.#levels.at(-1);
    return level !== undefined && !Array.isArray(level.container) && level.name === undefined;
  }

  #add(value: Data): void {
    const level = this.#levels.at(-1);
    if (!level) this.root = value;
    else if (Array.isArray(level.container)) level.container.push(value);
    else {
      if (level.name === '<<') merge(level.container, value);
      else if (typeof level.name === 'string') setMember(level.container, level.name, value);
      level.name = undefined;
    }
  }

  #count(): void {
    this.#values += 1;
    if (this.#values > this.#bounds.values) throw new UnreadableText(`more than ${this.#bounds.values} values`, 0);
  }

  #copy(value: Data, depth: number): Data {
    this.#count();
    if (depth > this.#bounds.depth) throw new UnreadableText(`nested deeper than ${this.#bounds.depth} levels`, 0);
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, depth + 1));
    if (!isPlainObject(value)) return value;
    const copied: DataObject = {};
    for (const [name, item] of Object.entries(value)) setMember(copied, name, this.#copy(item, depth + 1));
    return copied;
  }
}

function keyOf(level: Level): string {
  return Array.isArray(level.container) ? `${level.container.length}` : (level.name ?? '');
}

/** Merge keys (yaml.org/type/merge): the first mapping of a list wins. */
function merge(target: DataObject, value: Data): void {
  const sources = Array.isArray(value) ? value.toReversed() : [value];
  for (const source of sources) {
    if (!isPlainObject(source)) continue;
    for (const [name, item] of Object.entries(source)) setMember(target, name, item);
  }
}
