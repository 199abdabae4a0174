import { percentDecode } from '../../validate/parameters/decode.ts';

/** A value of a path parameter, with its name and with what it is a part of: the literal segment before it. */
export interface PathValue {
  readonly name: string;
  readonly owner: string | undefined;
  readonly value: string;
}

const MOST_SEGMENTS = 64;

/** The values that stand in a path for whole segments of its template. A base path before the template is passed over. */
export function pathValues(path: string, template: string): readonly PathValue[] {
  if (!template.includes('{')) return [];
  const segments = path.split('/', MOST_SEGMENTS);
  const named = template.split('/', MOST_SEGMENTS);
  const offset = segments.length - named.length;
  const values: PathValue[] = [];
  let owner: string | undefined;
  for (const [index, name] of named.entries()) {
    if (name.startsWith('{') && name.endsWith('}')) {
      const value = percentDecode(segments[index + offset] ?? '');
      if (value !== undefined && value !== '') values.push({ name: name.slice(1, -1), owner, value });
    } else if (name !== '') owner = name;
  }
  return values;
}

/** What an endpoint is about: the last literal segment of its template, such as `customers`. */
export function resourceOf(template: string): string | undefined {
  return template
    .split('/', MOST_SEGMENTS)
    .filter((segment) => segment !== '' && !segment.includes('{'))
    .at(-1);
}
