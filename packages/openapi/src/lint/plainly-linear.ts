/** How many ways of matching at one place a backtracking matcher may try. */
const MOST_WAYS = 2000;
const LONGEST_REPEAT = 100;
const REPEAT = /\{(\d+)(,?)(\d*)\}/y;

/**
 * Whether a backtracking matcher cannot take more than linear time for an expression, judged by its form: nothing repeats without an end,
 * or one single character class does and the expression is tied to the beginning of the text. Most expressions of rule sets are like
 * that, and the platform's matcher is many times faster than a linear one. False says nothing: the expression may still be linear.
 */
export function isPlainlyLinear(source: string, flags: string): boolean {
  const isAnchored = source.startsWith('^') && !flags.includes('m');
  let [ways, alternatives, endless, depth] = [1, 1, 0, 0];
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    let afterGroup = false;
    if (character === '(') {
      if (source[at + 1] === '?' && source[at + 2] !== ':') return false;
      if (source[at + 1] === '?') at += 2;
      depth += 1;
      continue;
    }
    if (character === '|') {
      if (depth === 0 && endless > 0) return false;
      if (depth === 0 && isAnchored && hasEndlessAfter(source, at)) return false;
      alternatives += 1;
      ways *= alternatives;
      continue;
    }
    if (character === ')') {
      depth -= 1;
      afterGroup = true;
    } else if (character === '\\') {
      if (/[1-9kpPB]/.test(source[at + 1] ?? '')) return false;
      at += 1;
    } else if (character === '[') {
      const end = classEnd(source, at);
      if (end === undefined) return false;
      at = end;
    }
    const repeat = repeatAt(source, at + 1);
    if (!repeat) continue;
    if (afterGroup || repeat.most - repeat.least > LONGEST_REPEAT) {
      if (afterGroup || repeat.most !== Number.POSITIVE_INFINITY) return false;
      endless += 1;
    } else ways *= repeat.most - repeat.least + 1;
    at += repeat.length;
  }
  return ways <= MOST_WAYS && (endless === 0 || (endless === 1 && isAnchored));
}

function hasEndlessAfter(source: string, at: number): boolean {
  return /[*+{]/.test(source.slice(at));
}

function classEnd(source: string, start: number): number | undefined {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === ']') return at;
  }
  return undefined;
}

/** The quantifier at an offset, a question mark that makes it lazy included. */
function repeatAt(source: string, at: number): { readonly least: number; readonly most: number; readonly length: number } | undefined {
  const lazy = (length: number): number => (source[at + length] === '?' ? length + 1 : length);
  const character = source[at];
  if (character === '*') return { least: 0, most: Number.POSITIVE_INFINITY, length: lazy(1) };
  if (character === '+') return { least: 1, most: Number.POSITIVE_INFINITY, length: lazy(1) };
  if (character === '?') return { least: 0, most: 1, length: lazy(1) };
  REPEAT.lastIndex = at;
  const match = character === '{' ? REPEAT.exec(source) : null;
  if (!match) return undefined;
  const least = Number(match[1]);
  const most = match[2] === '' ? least : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
  return { least, most, length: lazy(match[0].length) };
}
