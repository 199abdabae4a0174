import type { JsonValue } from '../../json.ts';
import { coerce, type Readings, readings } from './coerce.ts';
import type { Raw } from './raw.ts';
import type { Shape } from './shape.ts';

export type Decode = (text: string) => string | undefined;
type Assembled = Readings | { readonly broken: string };

const BROKEN_ENCODING = { broken: 'has broken percent-encoding' } as const;

/** Decodes a parameter that was taken apart and gives its texts the types that the schema allows. */
export function assemble(raw: Exclude<Raw, { kind: 'absent' }>, shape: Shape, decode: Decode): Assembled {
  if (raw.kind === 'broken') return { broken: raw.message };
  if (raw.kind === 'text') {
    const text = decode(raw.text);
    return text === undefined ? BROKEN_ENCODING : readings(text, shape);
  }
  const value = raw.kind === 'list' ? assembleList(raw.texts, shape, decode) : assembleMembers(raw.entries, shape, decode);
  return isBroken(value) ? value : { needed: 'all', values: [value.value] };
}

type Value = { readonly value: JsonValue } | { readonly broken: string };

function isBroken(value: Value): value is { readonly broken: string } {
  return 'broken' in value;
}

function assembleList(texts: readonly string[], shape: Shape, decode: Decode): Value {
  const itemShape = shape.items();
  const list: JsonValue[] = [];
  for (const text of texts) {
    const decoded = decode(text);
    if (decoded === undefined) return BROKEN_ENCODING;
    list.push(coerce(decoded, itemShape));
  }
  return { value: list };
}

function assembleMembers(entries: readonly (readonly [string, readonly string[]])[], shape: Shape, decode: Decode): Value {
  const assembled = new Map<string, JsonValue>();
  for (const [encodedName, texts] of entries) {
    const name = decode(encodedName);
    if (name === undefined) return BROKEN_ENCODING;
    if (assembled.has(name)) return { broken: 'must not have a name twice' };
    if (name === '__proto__') return { broken: 'has a name that is not accepted' };
    const value = assembleMember(texts, shape.property(name), decode);
    if (isBroken(value)) return value;
    assembled.set(name, value.value);
  }
  return { value: Object.fromEntries(assembled) };
}

function assembleMember(texts: readonly string[], shape: Shape | undefined, decode: Decode): Value {
  if (shape?.types?.has('array')) return assembleList(texts, shape, decode);
  if (texts.length > 1) return { broken: 'must not have a name twice' };
  const text = decode(texts[0] ?? '');
  if (text === undefined) return BROKEN_ENCODING;
  return { value: shape ? coerce(text, shape) : text };
}
