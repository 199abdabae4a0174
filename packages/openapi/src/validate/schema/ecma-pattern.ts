/** What white space and ends of lines are (ECMA-262 sections 12.2 and 12.3), as ranges of code points. */
const SPACES: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: Ranges = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const PAIR = /^\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/i;
const LAST_CODE_POINT = 0x10ffff;

type Ranges = readonly (readonly [first: number, last: number])[];

const SPACE = classText(SPACES);
const NO_SPACE = classText(complement(SPACES));
const NO_LINE_END = `[${classText(complement(LINE_ENDS))}]`;

/**
 * A pattern of ECMA-262 (with flag `u`) in the words of RE2, where these would mean something else or nothing: there a dot matches a carriage return, and white space is that
 * of ASCII. What RE2 alone knows (`\A`, `(?i)`) stays as it is: whoever writes it means that.
 */
export function toRe2(source: string): string {
  let [translated, isInClass] = ['', false];
  for (let at = 0; at < source.length; ) {
    const character = source[at] ?? '';
    if (character === '\\') {
      const sequence = escapeAt(source, at);
      translated += translateEscape(sequence, isInClass);
      at += sequence.length;
      continue;
    }
    translated += character === '.' && !isInClass ? NO_LINE_END : character;
    if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    at += 1;
  }
  return translated;
}

/** The escapes at an offset that stand for one character, if they do: the two code units that it has in UTF-16. */
export function pairAt(source: string, at: number): string | undefined {
  return PAIR.exec(source.slice(at, at + 12))?.[0];
}

function escapeAt(source: string, at: number): string {
  const pair = pairAt(source, at);
  if (pair !== undefined) return pair;
  const isProperty = (source[at + 1] === 'p' || source[at + 1] === 'P') && source[at + 2] === '{';
  const end = isProperty ? source.indexOf('}', at) : -1;
  return end === -1 ? source.slice(at, at + 2) : source.slice(at, end + 1);
}

function translateEscape(sequence: string, isInClass: boolean): string {
  if (sequence === '\\s') return isInClass ? SPACE : `[${SPACE}]`;
  if (sequence === '\\S') return isInClass ? NO_SPACE : `[${NO_SPACE}]`;
  if (sequence === '\\b' && isInClass) return '\\x08';
  const [, high, low] = PAIR.exec(sequence) ?? [];
  if (high !== undefined && low !== undefined) {
    const character = String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
    return `\\x{${character.codePointAt(0)?.toString(16)}}`;
  }
  const [, letter, property] = /^\\([pP])\{(?:(?:General_Category|gc|Script|sc)=)?(\w+)\}$/.exec(sequence) ?? [];
  return property === undefined ? sequence : `\\${letter}{${CATEGORIES.get(property) ?? property}}`;
}

function complement(ranges: Ranges): Ranges {
  const firsts = [0, ...ranges.map(([, last]) => last + 1)];
  const lasts = [...ranges.map(([first]) => first - 1), LAST_CODE_POINT];
  return firsts.map((first, index) => [first, lasts[index] ?? LAST_CODE_POINT] as const);
}

function classText(ranges: Ranges): string {
  return ranges.map(([first, last]) => `\\x{${first.toString(16)}}-\\x{${last.toString(16)}}`).join('');
}

/** The long names of general categories (ECMA-262 table 68), of which RE2 knows the short ones. */
const CATEGORIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    L: 'Letter',
    LC: 'Cased_Letter',
    Lu: 'Uppercase_Letter',
    Ll: 'Lowercase_Letter',
    Lt: 'Titlecase_Letter',
    Lm: 'Modifier_Letter',
    Lo: 'Other_Letter',
    M: 'Mark Combining_Mark',
    Mn: 'Nonspacing_Mark',
    Mc: 'Spacing_Mark',
    Me: 'Enclosing_Mark',
    N: 'Number',
    Nd: 'Decimal_Number digit',
    Nl: 'Letter_Number',
    No: 'Other_Number',
    P: 'Punctuation punct',
    Pc: 'Connector_Punctuation',
    Pd: 'Dash_Punctuation',
    Ps: 'Open_Punctuation',
    Pe: 'Close_Punctuation',
    Pi: 'Initial_Punctuation',
    Pf: 'Final_Punctuation',
    Po: 'Other_Punctuation',
    S: 'Symbol',
    Sm: 'Math_Symbol',
    Sc: 'Currency_Symbol',
    Sk: 'Modifier_Symbol',
    So: 'Other_Symbol',
    Z: 'Separator',
    Zs: 'Space_Separator',
    Zl: 'Line_Separator',
    Zp: 'Paragraph_Separator',
    C: 'Other',
    Cc: 'Control cntrl',
    Cf: 'Format',
    Cs: 'Surrogate',
    Co: 'Private_Use',
  }).flatMap(([short, names]) => names.split(' ').map((name) => [name, short] as const)),
);
