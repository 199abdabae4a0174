const ASCII = 128;
const MOST_REPETITIONS = 1000;

/** A run of characters of one class. */
interface Run {
  /** 1 for each ASCII character of the class. */
  readonly table: Uint8Array;
  readonly least: number;
  readonly most: number;
}

/**
 * Matches the commonest patterns of definitions in one pass: runs of characters between `^` and `$`, such as `^[A-Z]{3}-[0-9]+$`, where each
 * run ends plainly, because what may follow begins with other characters. Undefined for all other patterns; what it returns answers undefined
 * for texts that are not ASCII. What it answers is what ECMA-262 says.
 */
export function simplePattern(source: string): ((text: string) => boolean | undefined) | undefined {
  const runs = runsOf(source);
  if (runs === undefined || !runs.every((run, index) => endsPlainly(run, runs.slice(index + 1)))) return undefined;
  return (text) => {
    let at = 0;
    for (const { table, least, most } of runs) {
      const end = at + most;
      const from = at;
      while (at < text.length && at < end && table[text.charCodeAt(at)] === 1) at += 1;
      if (at - from < least) return isAscii(text) ? false : undefined;
    }
    if (at === text.length) return true;
    return isAscii(text) ? false : undefined;
  };
}

/** A run of fixed length ends where it ends; another one where no character of it can be one of those that may come next. */
function endsPlainly({ table, least, most }: Run, following: readonly Run[]): boolean {
  if (least === most) return true;
  for (const next of following) {
    if (table.some((belongs, code) => belongs === 1 && next.table[code] === 1)) return false;
    if (next.least > 0) return true;
  }
  return true;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= ASCII) return false;
  return true;
}

/** The runs that a pattern consists of; undefined where it says anything else. */
function runsOf(source: string): readonly Run[] | undefined {
  if (!source.startsWith('^') || !source.endsWith('$')) return undefined;
  const body = source.slice(1, -1);
  const runs: Run[] = [];
  for (let at = 0; at < body.length; ) {
    const atom = body[at] === '[' ? classAt(body, at) : characterAt(body, at);
    if (atom === undefined) return undefined;
    const quantifier = quantifierAt(body, atom.end);
    if (quantifier === undefined) return undefined;
    runs.push({ table: atom.table, least: quantifier.least, most: quantifier.most });
    at = quantifier.end;
  }
  return runs;
}

interface Atom {
  readonly table: Uint8Array;
  readonly end: number;
}

const SYNTAX = '^$\\.*+?()[]{}|/';
const DIGITS = '0123456789';
const WORD = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_`;

/** A character that stands for itself, an escaped one, `\d` or `\w`. */
function characterAt(text: string, at: number): Atom | undefined {
  const character = text[at] ?? '';
  if (character !== '\\') return SYNTAX.includes(character) || !isAscii(character) ? undefined : { table: tableOf(character), end: at + 1 };
  const escaped = text[at + 1] ?? '';
  if (escaped === 'd') return { table: tableOf(DIGITS), end: at + 2 };
  if (escaped === 'w') return { table: tableOf(WORD), end: at + 2 };
  return escaped !== '' && `${SYNTAX}-`.includes(escaped) ? { table: tableOf(escaped), end: at + 2 } : undefined;
}

/** `[…]` of characters, ranges and escapes, not negated. */
function classAt(text: string, start: number): Atom | undefined {
  const table = new Uint8Array(ASCII);
  let at = start + 1;
  if (text[at] === '^' || text[at] === ']') return undefined;
  while (at < text.length && text[at] !== ']') {
    const item = memberAt(text, at);
    if (item === undefined) return undefined;
    at = item.end;
    if (text[at] !== '-' || text[at + 1] === ']') {
      for (let code = 0; code < ASCII; code++) if (item.table[code] === 1) table[code] = 1;
      continue;
    }
    const last = memberAt(text, at + 1);
    if (last === undefined || item.single === undefined || last.single === undefined || item.single > last.single) return undefined;
    table.fill(1, item.single, last.single + 1);
    at = last.end;
  }
  return text[at] === ']' ? { table, end: at + 1 } : undefined;
}

/** One item of a class; `single` is its code where it is one character. */
function memberAt(text: string, at: number): (Atom & { readonly single: number | undefined }) | undefined {
  const character = text[at] ?? '';
  if (character === '\\') {
    const read = characterAt(text, at);
    const escaped = text[at + 1] ?? '';
    return read && { ...read, single: escaped === 'd' || escaped === 'w' ? undefined : escaped.charCodeAt(0) };
  }
  if (character === '[' || character === '' || character === '&' || !isAscii(character)) return undefined;
  return { table: tableOf(character), end: at + 1, single: character.charCodeAt(0) };
}

function quantifierAt(text: string, at: number): { readonly least: number; readonly most: number; readonly end: number } | undefined {
  const character = text[at];
  const infinite = Number.POSITIVE_INFINITY;
  if (character === '*' || character === '+' || character === '?') {
    if (text[at + 1] === '?' || text[at + 1] === '+') return undefined;
    return { least: character === '+' ? 1 : 0, most: character === '?' ? 1 : infinite, end: at + 1 };
  }
  if (character !== '{') return { least: 1, most: 1, end: at };
  const close = text.indexOf('}', at);
  if (close === -1 || text[close + 1] === '?') return undefined;
  const [low = '', high, ...more] = text.slice(at + 1, close).split(',');
  if (more.length > 0 || !isCount(low) || (high !== undefined && high !== '' && !isCount(high))) return undefined;
  const least = Number(low);
  const most = high === undefined ? least : high === '' ? infinite : Number(high);
  return most >= least ? { least, most, end: close + 1 } : undefined;
}

function isCount(text: string): boolean {
  return (
    text.length > 0 && text.length <= 4 && [...text].every((character) => DIGITS.includes(character)) && Number(text) <= MOST_REPETITIONS
  );
}

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(ASCII);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
