import type { Evidence } from './detection.ts';

const PLACES = [
  ['query', 'query parameter '],
  ['path', 'path parameter '],
  ['header', 'header '],
  ['cookie', 'cookie '],
  ['body', 'body field '],
] as const;

/** What evidence quotes of a request. */
export interface QuotedValue {
  readonly place: (typeof PLACES)[number][0];
  /** The name of the parameter; '' where it has none. */
  readonly name: string;
  /** The value, or its start and an ellipsis. */
  readonly value: string;
  /** What was seen, in words that quote nothing. */
  readonly without: string;
}

/** The value that evidence about a parameter quotes from a request; undefined where it quotes none. */
export function quotedValue({ variable, seen }: Pick<Evidence, 'variable' | 'seen'>): QuotedValue | undefined {
  const parameter = parameterOf(variable);
  if (parameter === undefined) return undefined;
  const [, words] = /^([A-Za-z ]{1,40} of \d{1,9} characters)/.exec(seen) ?? [];
  if (words !== undefined) {
    const colon = seen.indexOf(': ', words.length);
    return words === seen ? undefined : { ...parameter, value: colon === -1 ? '' : seen.slice(colon + 2), without: words };
  }
  // Of numbers the value itself is what was seen.
  const isNumber = /^\s*[+-]?\.?\d/.test(seen) && !/^\d{1,9} times$/.test(seen);
  return isNumber ? { ...parameter, value: seen, without: 'another number' } : undefined;
}

function parameterOf(variable: string): Pick<QuotedValue, 'place' | 'name'> | undefined {
  if (variable === 'body' || variable === 'path') return { place: variable, name: '' };
  const found = PLACES.find(([, prefix]) => variable.startsWith(prefix));
  return found === undefined ? undefined : { place: found[0], name: variable.slice(found[1].length) };
}
