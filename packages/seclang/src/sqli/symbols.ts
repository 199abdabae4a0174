import { TOKEN, type Token } from './token.ts';

interface Symbol {
  readonly kind: Token;
  readonly length: number;
}

/** Longer ones before their own beginnings. */
const SYMBOLS: readonly (readonly [Token, string])[] = [
  [TOKEN.comparison, '<=> !~* ~~* !~~ ~* !~ ~~ == <> <= >= != := !> !< @> = < >'],
  [TOKEN.logical, '&& ||'],
  [TOKEN.operator, '<< >> :: -> + - * / % ^ | & ~ !'],
  [TOKEN.open, '('],
  [TOKEN.close, ')'],
  [TOKEN.comma, ','],
  [TOKEN.semicolon, ';'],
  // Not SQL: without them `=>` and `===` would read as comparisons.
  [TOKEN.other, '=> === !=='],
];

const OTHER: Symbol = { kind: TOKEN.other, length: 1 };

const BY_FIRST_BYTE = new Map<number, { readonly text: string; readonly symbol: Symbol }[]>();
for (const [kind, texts] of SYMBOLS) {
  for (const text of texts.split(' ')) {
    const first = text.charCodeAt(0);
    const sameFirst = BY_FIRST_BYTE.get(first) ?? [];
    sameFirst.push({ text, symbol: { kind, length: text.length } });
    BY_FIRST_BYTE.set(
      first,
      sameFirst.toSorted((a, b) => b.text.length - a.text.length),
    );
  }
}

/** The operator or sign of punctuation at an index; the longest that fits. */
export function symbolAt(value: string, index: number): Symbol {
  for (const { text, symbol } of BY_FIRST_BYTE.get(value.charCodeAt(index)) ?? []) if (value.startsWith(text, index)) return symbol;
  return OTHER;
}
