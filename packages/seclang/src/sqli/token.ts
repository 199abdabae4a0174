/**
 * Kinds of SQL tokens, each a letter, so that the kinds of a sequence of tokens, written one after the other, are its fingerprint
 * (`s&1=1c`: a string, a logical operator, a number, a comparison, a number, a comment).
 */
export const TOKEN = {
  number: '1',
  string: 's',
  name: 'n',
  variable: 'v',
  /** The name of a function that databases have; a call only if `open` follows. */
  function: 'f',
  operator: 'o',
  comparison: '=',
  logical: '&',
  not: '!',
  open: '(',
  close: ')',
  comma: ',',
  semicolon: ';',
  comment: 'c',
  /** A comment inside which another one is opened. */
  nestedComment: 'X',
  union: 'U',
  select: 'E',
  /** A verb that begins a statement. */
  statement: 'T',
  /** A word that begins a clause: `WHERE`, `HAVING`, `ORDER`, `LIMIT` … */
  clause: 'B',
  /** A word inside `CASE … END`. */
  case: 'C',
  /** Other reserved words. */
  keyword: 'k',
  /** A byte that no SQL token begins with. */
  other: '?',
  end: '$',
} as const;

export type Token = (typeof TOKEN)[keyof typeof TOKEN];
