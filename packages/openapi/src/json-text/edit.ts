/** What becomes of a part of a JSON text: it goes with its name, or its value is covered. */
export type Edit = 'remove' | 'mask';

/** Where a walk through a JSON text stands among the parts that are to be edited. */
export interface EditCursor {
  /** What becomes of the part at which it stands. */
  readonly edit: Edit | undefined;
  /** Where it stands at a member or item; undefined where nothing in there is to be edited. */
  step(name: string): EditCursor | undefined;
}

export interface Edited {
  /** The text with the edits made; every other character is as it was. Undefined where there is nothing to change. */
  readonly text: string | undefined;
  /** JSON pointers of the parts that were selected, the first ones. */
  readonly pointers: readonly string[];
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MASK = '"***"';
const MOST_POINTERS = 20;
const LONGEST_POINTER = 300;
const [QUOTE, BACKSLASH, COMMA, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Edits the parts of a JSON text to which a cursor leads, in time linear in the text. The text has to be sound: JSON, without a name that stands
 * twice, not deeper than a call stack (`parseJsonText` sees to that). Numbers are not read, so that none loses digits.
 */
export function editJsonText(text: string, root: EditCursor): Edited {
  const editor = new Editor(text);
  editor.value(root, '');
  return { text: apply(text, editor.replacements), pointers: editor.pointers };
}

function apply(text: string, replacements: Replacement[]): string | undefined {
  if (replacements.length === 0) return undefined;
  const parts: string[] = [];
  let copied = 0;
  for (const { start: from, end, text: put } of replacements.sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(copied, from), put);
    copied = end;
  }
  return parts.join('') + text.slice(copied);
}

class Editor {
  readonly replacements: Replacement[] = [];
  readonly pointers: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes over one value, and edits within it. */
  value(cursor: EditCursor, pointer: string): void {
    this.#space();
    const code = this.#text.charCodeAt(this.#at);
    if (code !== OPEN_OBJECT && code !== OPEN_ARRAY) this.#skip();
    else this.#container(cursor, pointer, code === OPEN_OBJECT);
    this.#space();
  }

  #container(cursor: EditCursor, pointer: string, isObject: boolean): void {
    const close = isObject ? CLOSE_OBJECT : CLOSE_ARRAY;
    const children: { readonly start: number; readonly end: number; readonly isRemoved: boolean }[] = [];
    this.#at += 1;
    this.#space();
    while (this.#text.charCodeAt(this.#at) !== close) {
      const from = this.#at;
      const name = isObject ? this.#name() : String(children.length);
      const isRemoved = this.#part(cursor.step(name), pointer, name);
      children.push({ start: from, end: this.#at, isRemoved });
      this.#space();
      if (this.#text.charCodeAt(this.#at) === COMMA) this.#at += 1;
      this.#space();
    }
    this.#at += 1;
    this.#remove(children);
  }

  /** Goes over a member's value or an item. True where it has to go. */
  #part(cursor: EditCursor | undefined, parent: string, name: string): boolean {
    if (cursor === undefined) {
      this.#skip();
      return false;
    }
    const pointer = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`.slice(0, LONGEST_POINTER);
    const { edit } = cursor;
    if (edit === undefined) {
      this.value(cursor, pointer);
      return false;
    }
    const from = this.#at;
    this.#skip();
    if (edit === 'mask') {
      const text = this.#text.charCodeAt(from) === QUOTE ? MASK : 'null';
      if (this.#text.slice(from, this.#at) === text) return false;
      this.replacements.push({ start: from, end: this.#at, text });
    }
    if (this.pointers.length < MOST_POINTERS) this.pointers.push(pointer);
    return edit === 'remove';
  }

  /** Takes children out with one comma each, so that what remains is a list as before. */
  #remove(children: readonly { readonly start: number; readonly end: number; readonly isRemoved: boolean }[]): void {
    for (let first = 0; first < children.length; first++) {
      if (children[first]?.isRemoved !== true) continue;
      let last = first;
      while (children[last + 1]?.isRemoved === true) last += 1;
      const [before, after] = [children[first - 1], children[last + 1]];
      const from = after === undefined && before !== undefined ? before.end : (children[first]?.start ?? 0);
      this.replacements.push({ start: from, end: after?.start ?? children[last]?.end ?? from, text: '' });
      first = last;
    }
  }

  /** The name of a member; the scan stands at its value then. */
  #name(): string {
    const from = this.#at;
    this.#string();
    const source = this.#text.slice(from, this.#at);
    this.#space();
    this.#at += 1;
    this.#space();
    return source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
  }

  #skip(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) {
        this.#string();
        if (depth === 0) return;
        this.#at -= 1;
      } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth += 1;
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
        if (depth === 0) return;
        depth -= 1;
        if (depth > 0) continue;
        this.#at += 1;
        return;
      } else if (depth === 0 && (code === COMMA || isSpace(code))) return;
    }
  }

  #string(): void {
    for (this.#at += 1; this.#text.charCodeAt(this.#at) !== QUOTE; this.#at++) {
      if (this.#text.charCodeAt(this.#at) === BACKSLASH) this.#at += 1;
    }
    this.#at += 1;
  }

  #space(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
