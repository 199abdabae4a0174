import type { JsonValue } from '../../src/json.ts';

/** A serialiser that follows RFC 6570 to the letter, as the reference. */
const encode = (value: unknown): string =>
  encodeURIComponent(String(value)).replaceAll(/[!'()*.]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** By style, with `*` where it is exploded; the name of the parameter is `color`. */
export const SERIALISERS: Readonly<Record<string, (value: JsonValue) => string>> = {
  simple: (value) => flat(value, ',', false),
  'simple*': (value) => flat(value, ',', true),
  label: (value) => `.${flat(value, ',', false)}`,
  'label*': (value) => `.${flat(value, '.', true)}`,
  matrix: (value) => `;color=${flat(value, ',', false)}`,
  'matrix*': (value) => named(value, ';').replace(/^/, ';'),
  form: (value) => `color=${flat(value, ',', false)}`,
  'form*': (value) => named(value, '&'),
  spaceDelimited: (value) => `color=${flat(value, '%20', false)}`,
  pipeDelimited: (value) => `color=${flat(value, '|', false)}`,
  'deepObject*': (value) =>
    Object.entries(value as object)
      .map(([name, item]) => `color[${encode(name)}]=${encode(item)}`)
      .join('&'),
};

function flat(value: JsonValue, separator: string, explode: boolean): string {
  if (Array.isArray(value)) return value.map(encode).join(separator);
  if (typeof value !== 'object' || value === null) return encode(value);
  return Object.entries(value)
    .map(([name, item]) => `${encode(name)}${explode ? '=' : separator}${encode(item)}`)
    .join(separator);
}

function named(value: JsonValue, separator: string): string {
  if (Array.isArray(value)) return value.map((item) => `color=${encode(item)}`).join(separator);
  if (typeof value !== 'object' || value === null) return `color=${encode(value)}`;
  return flat(value, separator, true);
}
