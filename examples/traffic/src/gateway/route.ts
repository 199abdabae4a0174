import type { Operation } from './operation.ts';

/** The words between the parameters of a template, and the names of the parameters. */
interface Parts {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

const known = new WeakMap<Operation, Parts>();

/** The path of a request. Values are encoded as a client would. */
export function pathOf(operation: Operation, values: Readonly<Record<string, string>>): string {
  const { texts, names } = partsOf(operation);
  let path = texts[0] ?? '';
  names.forEach((name, index) => (path += encodeURIComponent(values[name] ?? '') + (texts[index + 1] ?? '')));
  return path;
}

function partsOf(operation: Operation): Parts {
  const existing = known.get(operation);
  if (existing !== undefined) return existing;
  const pieces = operation.template.split(/[{}]/);
  const parts = { texts: pieces.filter((_, index) => index % 2 === 0), names: pieces.filter((_, index) => index % 2 === 1) };
  known.set(operation, parts);
  return parts;
}

export type QueryInput = Readonly<Record<string, string | number>>;

/** The query of a request, without its question mark. */
export function queryOf(query: QueryInput | string | undefined): string {
  if (query === undefined) return '';
  if (typeof query === 'string') return query;
  let text = '';
  for (const name in query) text += `${text === '' ? '' : '&'}${name}=${encodeURIComponent(query[name] ?? '')}`;
  return text;
}

/** The last value of each name, as servers read it. */
export function parametersOf(query: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  if (query === '') return values;
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    values[name] = equals < 0 ? '' : decoded(pair.slice(equals + 1));
  }
  return values;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
