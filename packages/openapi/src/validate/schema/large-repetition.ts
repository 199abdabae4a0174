import { pairAt } from './ecma-pattern.ts';

/** A pattern that says the same together with a bound on the length of the text. */
export interface Bounded {
  readonly source: string;
  /** In code points. */
  readonly mostCharacters: number;
}

/** The most that the engine counts to. */
const MOST_COUNTED = 1000;

/** One character or class, and how often it stands there. */
interface Term {
  readonly atom: string;
  readonly least: number;
  readonly most: number;
}

/**
 * Takes the upper bound out of a pattern that repeats one character or class more often than the engine counts, `^[a-z]{1,4096}$`: where all else in it is of fixed
 * length, that is a bound on the length of the text. Where nothing ties the pattern to the ends of the text, the bound says nothing. Undefined for all other forms.
 */
export function largeRepetition(source: string): Bounded | undefined {
  const [isStart, isEnd] = [source.startsWith('^'), source.endsWith('$') && !source.endsWith('\\$')];
  const terms = termsOf(source.slice(isStart ? 1 : 0, isEnd ? -1 : undefined));
  const large = terms?.filter(({ most }) => most > MOST_COUNTED) ?? [];
  const [only] = large;
  if (terms === undefined || only === undefined || large.length > 1 || only.least > MOST_COUNTED) return undefined;
  if (!isStart && !isEnd && terms.length === 1) return { source: `${only.atom}{${only.least}}`, mostCharacters: Number.POSITIVE_INFINITY };
  if (!isStart || !isEnd || terms.some(({ least, most }) => most !== least && most <= MOST_COUNTED)) return undefined;
  return {
    source: `^${terms.map((term) => `${term.atom}{${term === only ? `${term.least},` : term.least}}`).join('')}$`,
    mostCharacters: terms.reduce((sum, { most }) => sum + most, 0),
  };
}

/** The terms of a pattern without groups, alternatives and open repetitions; undefined where it has any of these. */
function termsOf(pattern: string): readonly Term[] | undefined {
  const terms: Term[] = [];
  for (let at = 0; at < pattern.length; ) {
    const atom = atomAt(pattern, at);
    if (atom === undefined) return undefined;
    at += atom.length;
    const end = pattern[at] === '{' ? pattern.indexOf('}', at) : -1;
    const [, least = '1', comma, most = ''] =
      (end === -1 ? undefined : /^\{(\d{1,6})(,?)(\d{0,6})\}$/.exec(pattern.slice(at, end + 1))) ?? [];
    if (pattern[at] === '{' && comma === undefined) return undefined;
    if (comma === ',' && most === '') return undefined;
    terms.push({ atom, least: Number(least), most: Number(comma === ',' ? most : least) });
    if (end !== -1) at = end + 1;
    if (pattern[at] === '?') return undefined;
  }
  return terms.every(({ least, most }) => least <= most) ? terms : undefined;
}

function atomAt(pattern: string, at: number): string | undefined {
  const character = pattern[at] ?? '';
  if (character === '[') {
    for (let end = at + 1; end < pattern.length; end++) {
      if (pattern[end] === '\\') end += 1;
      else if (pattern[end] === ']') return pattern.slice(at, end + 1);
    }
    return undefined;
  }
  // Of escapes, those that stand for one character or class of them.
  if (character === '\\') {
    return (
      pairAt(pattern, at) ?? /^\\(?:[dDsSwW./\-_:+@$^*?()[\]{}|\\]|[pP]\{\w{1,40}\}|u[0-9A-Fa-f]{4})/.exec(pattern.slice(at, at + 50))?.[0]
    );
  }
  if ('^$*+?(){}|'.includes(character)) return undefined;
  return String.fromCodePoint(pattern.codePointAt(at) ?? 0);
}
