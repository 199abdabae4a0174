import type { ParameterEdge } from '../paths/path-node.ts';
import { isCode, isFileName, isLocale, isSlug } from '../paths/words.ts';
import { camelCase, singular } from './noun.ts';

/** The names of the parameters that came before in the template, and the text of the segment before; '' where that is a parameter. */
export interface Before {
  readonly names: readonly string[];
  readonly literal: string;
}

/** A name for a parameter of the path by what its values are: `userId`, `productSlug`, `date`, `year`, `locale`. Unique within the template. */
export function parameterName(edge: ParameterEdge, before: Before): string {
  const name = baseName(edge, before);
  let unique = name;
  for (let number = 2; before.names.includes(unique); number++) unique = `${name}${number}`;
  return unique;
}

function baseName(edge: ParameterEdge, { names, literal }: Before): string {
  if (edge.prefix !== '') return `${camelCase(edge.prefix)}Matrix`;
  const noun = camelCase(singular(literal));
  // `/employee_id/{employeeId}`: the text before says already what it is.
  if (/(?:^|[a-z])(?:id|Id|uuid|Uuid|slug|Slug|name|Name)$/.test(noun)) return noun;
  const of = (what: string): string => (noun === '' ? what : `${noun}${what.charAt(0).toUpperCase()}${what.slice(1)}`);
  const kinds = [...edge.kinds.keys()];
  const only = kinds.length === 1 ? kinds[0] : undefined;
  if (only === 'date' || only === 'email' || only === 'version') return only;
  if (only === 'integer') return calendarName(edge, names.at(-1)) ?? of('id');
  if (only === 'word') return wordName(edge, of);
  return kinds.includes('text') && !kinds.includes('id') && !kinds.includes('uuid') && !kinds.includes('integer') ? of('name') : of('id');
}

function calendarName({ values }: ParameterEdge, previous: string | undefined): string | undefined {
  const { minimum, maximum } = values.number;
  const within = (least: number, most: number): boolean => minimum >= least && maximum <= most;
  if (values.string.minLength === 4 && within(1900, 2100)) return 'year';
  // Months and days may have a zero in front, so that they are no numbers.
  const isShort = values.string.maxLength <= 2;
  if (previous === 'year' && isShort && (values.number.count === 0 || within(1, 12))) return 'month';
  return previous === 'month' && isShort && (values.number.count === 0 || within(1, 31)) ? 'day' : undefined;
}

function wordName({ values }: ParameterEdge, of: (what: string) => string): string {
  const words = [...(values.string.listed.counts?.keys() ?? [])];
  if (words.length > 0 && words.every(isLocale)) return 'locale';
  if (words.length > 0 && words.every(isCode)) return of('code');
  if (words.length > 0 && words.every(isFileName)) return 'fileName';
  return words.length === 0 || words.some(isSlug) ? of('slug') : of('name');
}
