import { isWhitespace, isWordByte } from './attributes.ts';

/**
 * Whether a value, put inside of a string of a script, leaves it and calls something: `';alert(1)//`, `'-alert(1)-'`. After the quote a
 * script must go on (`;` or an operator), a call must follow, and the rest must be cut off by a comment or taken up by the same quote.
 */
export function leavesScriptString(value: string, quote: string): boolean {
  const from = value.indexOf(quote) + 1;
  if (from === 0) return false;
  let index = skip(value, from, isClosing);
  const sign = value[index];
  const block = value[index - 1] === '}';
  if (sign === undefined || !(block || GOING_ON.has(sign))) return false;
  index = skip(value, index, (byte) => isWhitespace(byte) || (byte === sign.charCodeAt(0) && GOING_ON.has(sign)));
  const call = endOfCall(value, index);
  if (call === undefined) return false;
  const rest = value.slice(call).trim();
  if (rest.startsWith('//') || rest.startsWith(';//') || rest.startsWith('<!--')) return true;
  return sign !== ';' && rest.length > 1 && GOING_ON.has(rest[0] ?? '') && rest.endsWith(quote) && rest.length <= LONGEST_REST;
}

const GOING_ON: ReadonlySet<string> = new Set([';', '+', '-', '*', '/', '|', '&', '^', ',', '%', '<', '>', '?', '=']);
const LONGEST_REST = 8;

/** Index after `name(…)` or `name[…](…)` at `from`, with calls inside its parentheses or not; undefined if there is none. */
function endOfCall(value: string, from: number): number | undefined {
  let index = skip(value, from, (byte) => isWordByte(byte) || byte === 0x2e || byte === 0x24);
  if (index === from) return undefined;
  let depth = 0;
  let called = false;
  for (; index < value.length; index++) {
    const character = value[index];
    if (character === '(' || character === '[' || character === '`') {
      called ||= character !== '[';
      depth += character === '`' ? 0 : 1;
    } else if (character === ')' || character === ']') {
      depth -= 1;
    } else if (depth === 0 && character !== '`') {
      break;
    }
  }
  return called && depth <= 0 ? index : undefined;
}

function isClosing(byte: number): boolean {
  return isWhitespace(byte) || byte === 0x29 || byte === 0x5d || byte === 0x7d;
}

function skip(value: string, from: number, isSkipped: (byte: number) => boolean): number {
  let index = from;
  while (index < value.length && isSkipped(value.charCodeAt(index))) index += 1;
  return index;
}
