import { formDecode } from './decode.ts';

/** A name with its value; the value is as it was written, still encoded. */
export interface Pair {
  readonly name: string;
  readonly raw: string;
}

const MOST_PAIRS = 1000;

/** The pairs of a query or a form, names decoded, or what is wrong with it. Empty pieces (`a=1&&b=2`) are passed over. */
export function parsePairs(text: string): readonly Pair[] | { readonly message: string } {
  const pairs: Pair[] = [];
  for (let start = 0; start < text.length; ) {
    const separator = text.indexOf('&', start);
    const end = separator === -1 ? text.length : separator;
    const piece = text.slice(start, end);
    start = end + 1;
    if (piece === '') continue;
    if (pairs.length === MOST_PAIRS) return { message: `must not have more than ${MOST_PAIRS} values` };
    const equals = piece.indexOf('=');
    const name = nameOf(piece);
    if (name === undefined) return { message: 'has a name with broken percent-encoding' };
    pairs.push({ name, raw: equals === -1 ? '' : piece.slice(equals + 1) });
  }
  return pairs;
}

/** The same text without the pairs of those names, decoded; what remains is as it was written. Only for text that `parsePairs` reads. */
export function withoutPairs(text: string, names: ReadonlySet<string>): string {
  return text
    .split('&')
    .filter((piece) => piece !== '' && !names.has(nameOf(piece) ?? ''))
    .join('&');
}

function nameOf(piece: string): string | undefined {
  const equals = piece.indexOf('=');
  return formDecode(equals === -1 ? piece : piece.slice(0, equals));
}
