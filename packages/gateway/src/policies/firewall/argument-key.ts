import { ITEMS, type ValuePlace } from '@airside/openapi';

/**
 * How the engine calls a value that the definition places, as a byte string: by its name, in JSON by the names that lead to it. `array_0` stands
 * for any item of an array.
 */
export function argumentKey(value: ValuePlace): string {
  const names = value.path.map((name) => (name === ITEMS ? 'array_0' : bytes(name) || 'empty-key'));
  return value.in === 'json' ? ['json', ...names].join('.') : names.join('.');
}

/** `json.list.array_12.id` as `json.list.array_0.id`. */
export function anyItem(key: string): string {
  if (!key.includes('.array_')) return key;
  return key
    .split('.')
    .map((name) => (name.startsWith('array_') && isIndex(name.slice('array_'.length)) ? 'array_0' : name))
    .join('.');
}

function isIndex(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x30 || text.charCodeAt(index) > 0x39) return false;
  return text !== '';
}

/** The engine reads bytes, a definition has characters. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
