import type { Pair } from './pairs.ts';
import type { Parameter } from './parameter.ts';
import { ABSENT, alternating, broken, type Raw } from './raw.ts';
import { structureOf } from './structure.ts';

/** Delimiters by style (OpenAPI 3.1 section 4.8.12.4). A space arrives as `%20` or `+`, a bar as itself or `%7C`. */
const DELIMITERS: Readonly<Record<string, RegExp>> = { form: /,/, spaceDelimited: /%20|\+/, pipeDelimited: /\||%7C/i };
const BRACKET = /[[\]]/;
const MOST_PARTS = 1000;

/** Whether a pair of that name belongs to the parameter by name. An open exploded object also takes what no other parameter claims. */
export function claims(parameter: Parameter, name: string): boolean {
  if (parameter.isJson) return name === parameter.name;
  if (parameter.style === 'deepObject') return deepName(parameter.name, name) !== undefined;
  return isSpread(parameter) ? parameter.shape.propertyNames.has(name) : name === parameter.name;
}

/** Whether each property of the object is a pair of its own. */
export function isSpread(parameter: Parameter): boolean {
  const spreads = parameter.style === 'form' || parameter.style === 'cookie';
  return !parameter.isJson && spreads && parameter.explode && structureOf(parameter.shape) === 'members';
}

/** Takes a parameter of style form, spaceDelimited, pipeDelimited, deepObject or cookie out of the pairs that belong to it. */
export function collect(parameter: Parameter, written: readonly Pair[]): Raw {
  if (written.length === 0) return ABSENT;
  const pairs = parameter.style === 'cookie' ? written.map(asWritten) : written;
  if (isSpread(parameter)) return group(pairs);
  if (parameter.style === 'deepObject' && !parameter.isJson) {
    const inner = pairs.map(({ name, raw }) => ({ name: deepName(parameter.name, name) ?? '', raw }));
    // What stands in further brackets is not defined; servers read `f[a][b]` as something in `f[a]`.
    if (inner.some(({ name }) => !parameter.shape.propertyNames.has(name) && (name === '' || BRACKET.test(name))))
      return broken('must have one name in brackets');
    return group(inner);
  }
  const structure = parameter.isJson ? 'text' : structureOf(parameter.shape);
  if (structure === 'list' && parameter.explode) return { kind: 'list', texts: pairs.map((pair) => pair.raw) };
  const text = pairs[0]?.raw ?? '';
  if (pairs.length > 1) return broken('must not be repeated');
  if (structure === 'text') return { kind: 'text', text };
  const texts = text === '' ? [] : text.split(DELIMITERS[parameter.style] ?? ',', MOST_PARTS + 1);
  if (texts.length > MOST_PARTS) return broken(`must not have more than ${MOST_PARTS} parts`);
  return structure === 'list' ? { kind: 'list', texts } : alternating(texts);
}

/** `key` of `name[key]`. */
function deepName(name: string, text: string): string | undefined {
  return text.startsWith(`${name}[`) && text.endsWith(']') ? text.slice(name.length + 1, -1) : undefined;
}

/** What style cookie sends is not percent-encoded (OpenAPI 3.2 section 4.12.2.2): encoded here, it is what it was once it is decoded. */
function asWritten({ name, raw }: Pair): Pair {
  return { name, raw: encodeURIComponent(raw.toWellFormed()) };
}

function group(pairs: readonly Pair[]): Raw {
  const grouped = Map.groupBy(pairs, (pair) => pair.name);
  return {
    kind: 'members',
    entries: [...grouped].map(([name, same]) => [encodeURIComponent(name.toWellFormed()), same.map((pair) => pair.raw)]),
  };
}
