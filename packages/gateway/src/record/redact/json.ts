import { isSecretName, REDACTED, rememberSecretNames } from '@airside/domain';

import { redactContent } from './text.ts';

const DEEPEST_TEXT = 4;

/**
 * A JSON text without the values, of whatever type, of members with secret names, and without secrets in other strings, JSON that stands in a string
 * included; every other character is as it was. Of `{ "name": …, "value": … }` and `[name, value]` the value goes where the name is a secret's. Undefined for what is no
 * JSON. Takes time linear in the text.
 */
export function redactJson(text: string, failures: Failures = noFailures()): string | undefined {
  return redactAt(text, { failures, depth: 0 });
}

/** How many texts may still turn out to be no JSON. To find out takes longer than to treat one as any other text, which is what happens to further ones. */
export interface Failures {
  left: number;
}

export function noFailures(): Failures {
  return { left: MOST_FAILURES };
}

const MOST_FAILURES = 100;

interface Where {
  readonly failures: Failures;
  /** In so many strings. */
  readonly depth: number;
}

function redactAt(text: string, where: Where): string | undefined {
  if (where.failures.left === 0) return undefined;
  try {
    JSON.parse(text);
  } catch {
    where.failures.left -= 1;
    return undefined;
  }
  return new Redactor(text, where).run();
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is known of an object or array whose end has not come. */
interface Level {
  readonly isArray: boolean;
  /** Items of an array that have ended. */
  items: number;
  /** Whether the member `name` of an object, or the first item of an array, is the name of a secret. */
  isNameSecret: boolean;
  /** Where the value of a member `value`, or the second item of an array, begins that has not ended. */
  valueStart: number | undefined;
  readonly values: { readonly start: number; readonly end: number }[];
}

/** Goes through a sound JSON text from string to string. */
class Redactor {
  readonly #text: string;
  readonly #where: Where;
  readonly #isSecret = rememberSecretNames();
  readonly #levels: Level[] = [];
  readonly #replacements: Replacement[] = [];

  constructor(text: string, where: Where) {
    this.#text = text;
    this.#where = where;
  }

  run(): string {
    for (let at = 0; at < this.#text.length; at++) {
      const character = this.#text[at];
      if (character === '"') at = this.#string(at) - 1;
      else if (character === '{' || character === '[') this.#open(character === '[');
      else if (character === ',') this.#endMember(at);
      else if (character === '}' || character === ']') this.#close(at);
    }
    return this.#written();
  }

  #open(isArray: boolean): void {
    this.#levels.push({ isArray, items: 0, isNameSecret: false, valueStart: undefined, values: [] });
  }

  /** Takes a string, and with a name the value behind it where that goes. Yields where to go on. */
  #string(start: number): number {
    const end = stringEnd(this.#text, start);
    const behind = skipSpace(this.#text, end);
    if (this.#text[behind] !== ':') {
      const text = this.#read(start, end);
      const around = this.#levels.at(-1);
      if (around?.isArray === true && around.items === 0) around.isNameSecret = text !== '' && this.#isSecret(text);
      const redacted = redactString(text, this.#where);
      if (redacted !== text) this.#replacements.push({ start, end, text: JSON.stringify(redacted) });
      return end;
    }
    const name = this.#read(start, end);
    const from = skipSpace(this.#text, behind + 1);
    if (name !== '' && this.#isSecret(name)) {
      const to = valueEnd(this.#text, from);
      this.#replacements.push({ start: from, end: to, text: `"${REDACTED}"` });
      return to;
    }
    const level = this.#levels.at(-1);
    if (level !== undefined && name === 'value') level.valueStart = from;
    if (level !== undefined && name === 'name' && this.#text[from] === '"') {
      level.isNameSecret ||= isSecretName(this.#read(from, stringEnd(this.#text, from)));
    }
    return from;
  }

  #endMember(at: number): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    if (level.valueStart !== undefined) level.values.push({ start: level.valueStart, end: at });
    level.items += 1;
    // A pair of a name and a value has two items: what is longer is a list of texts.
    if (level.isArray && level.items === 3) level.isNameSecret = false;
    level.valueStart = level.isArray && level.items === 1 && this.#text[at] === ',' ? skipSpace(this.#text, at + 1) : undefined;
  }

  #close(at: number): void {
    this.#endMember(at);
    const level = this.#levels.pop();
    if (level?.isNameSecret !== true) return;
    for (const { start, end } of level.values) this.#replacements.push({ start, end, text: `"${REDACTED}"` });
  }

  #read(start: number, end: number): string {
    const source = this.#text.slice(start, end);
    return source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
  }

  #written(): string {
    let written = '';
    let copied = 0;
    // Of those that begin together the longest holds the others.
    for (const { start, end, text } of this.#replacements.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
      if (start < copied) continue;
      written += this.#text.slice(copied, start) + text;
      copied = end;
    }
    return written + this.#text.slice(copied);
  }
}

function redactString(text: string, { failures, depth }: Where): string {
  if (!SUSPICIOUS.test(text)) return text;
  return (
    (depth < DEEPEST_TEXT && OBJECT_OR_ARRAY.test(text) ? redactAt(text, { failures, depth: depth + 1 }) : undefined) ?? redactContent(text)
  );
}

/** Without one of these marks no text holds a secret that can be told. */
const SUSPICIOUS = /[:=<]|[A-Za-z0-9_.~-]{20}|(?:bearer|basic|dpop|token|apikey|digest) /i;
const OBJECT_OR_ARRAY = /^\s*[{[]/;

/** Behind the value that begins there. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = stringEnd(text, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (depth > 0 || !isScalarEnd(text[at + 1])) continue;
    if (depth < 0) return at;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function isScalarEnd(character: string | undefined): boolean {
  return character === undefined || character === ',' || character === '}' || character === ']' || isSpace(character);
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text[at])) at += 1;
  return at;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
