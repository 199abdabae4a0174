export interface Lookaheads {
  /** The expression without them. */
  readonly rest: string;
  /** What must match, or must not, from the beginning of the text. */
  readonly ahead: readonly { readonly source: string; readonly wanted: boolean }[];
}

/**
 * Takes apart an expression `^(?!…)(?=…)…`: looking ahead at the beginning of the text is the same as matching there. Undefined for
 * any other form, also where alternatives at the top would make the beginning of one part only.
 */
export function leadingLookaheads(source: string): Lookaheads | undefined {
  if (!source.startsWith('^')) return undefined;
  const ahead: { source: string; wanted: boolean }[] = [];
  let at = 1;
  while (source.startsWith('(?!', at) || source.startsWith('(?=', at)) {
    const end = groupEnd(source, at);
    if (end === undefined) return undefined;
    ahead.push({ source: `^(?:${source.slice(at + 3, end)})`, wanted: source[at + 2] === '=' });
    at = end + 1;
    if (/[*+?{]/.test(source[at] ?? '')) return undefined;
  }
  const rest = source.slice(at);
  return ahead.length === 0 || hasAlternatives(rest) ? undefined : { rest: `^${rest}`, ahead };
}

/** The offset of the parenthesis that closes the group that opens at an offset. */
function groupEnd(source: string, start: number): number | undefined {
  let depth = 0;
  for (const [at, character] of significant(source, start)) {
    if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

function hasAlternatives(source: string): boolean {
  let depth = 0;
  for (const [, character] of significant(source, 0)) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** Characters outside of classes that are not escaped, with their offsets. */
function* significant(source: string, start: number): Generator<readonly [number, string]> {
  let inClass = false;
  for (let at = start; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === '\\') at += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else yield [at, character];
  }
}
