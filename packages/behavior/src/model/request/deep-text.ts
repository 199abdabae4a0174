import { decoded } from '@airside/domain';

const MOST_LAYERS = 3;
const PERCENT = 0;
const BASE64 = 1;
const SHORTEST_BASE64 = 16;
const LONGEST_BASE64 = 8192;
/** Of text nearly all octets are printable. */
const LEAST_PRINTABLE = 0.7;
/** Of drawn ones, 98 of 256 are. */
const BY_CHANCE = 98 / 256;
/** So many of so many are printable by chance once in e^11 tokens, some 60,000, at most. */
const LEAST_EVIDENCE = 11;

export interface DeepText {
  readonly text: string;
  /** What was undone, from the outside in: 2 × depth, plus 1 for Base64. */
  readonly layers: readonly number[];
}

const NO_LAYERS: readonly number[] = [];

/** A value without what it is encoded in beyond what its place asks for: percent-encoding, Base64 of text; three times at most. */
export function deepText(value: string): DeepText {
  let text = value;
  let layers: number[] | undefined;
  for (let depth = 0; depth < MOST_LAYERS; depth++) {
    const unescaped = hasOctet(text) ? decoded(text) : text;
    const inner = unescaped === text ? textOfBase64(text) : unescaped;
    if (inner === undefined) break;
    layers ??= [];
    layers.push(2 * depth + (unescaped === text ? BASE64 : PERCENT));
    text = inner;
  }
  return { text, layers: layers ?? NO_LAYERS };
}

/** Whether there is a percent sign with two hexadecimal digits. */
function hasOctet(text: string): boolean {
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', at + 1)) {
    if (isHexadecimal(text.charCodeAt(at + 1)) && isHexadecimal(text.charCodeAt(at + 2))) return true;
  }
  return false;
}

function isHexadecimal(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

/** The text that Base64 or base64url stands for; undefined where it is none, or stands for no text. */
function textOfBase64(value: string): string | undefined {
  if (value.length < SHORTEST_BASE64 || value.length > LONGEST_BASE64 || value.length % 4 === 1) return undefined;
  let kinds = 0;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code >= 0x61 && code <= 0x7a) kinds |= 1;
    else if (code >= 0x41 && code <= 0x5a) kinds |= 2;
    else if (code >= 0x30 && code <= 0x39) kinds |= 4;
    else if (code === 0x3d) {
      if (index < value.length - 2) return undefined;
    } else if (code !== 0x2b && code !== 0x2f && code !== 0x2d && code !== 0x5f) return undefined;
  }
  if ((kinds & 3) !== 3) return undefined;
  const text = Buffer.from(value, 'base64').toString('latin1');
  let printable = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x0d || code === 0x09) printable++;
  }
  return isText(printable, text.length) ? text : undefined;
}

/** Whether so many printable octets are too many for chance: by Chernoff's bound. The shorter a token is, the more of them have to be. */
function isText(printable: number, length: number): boolean {
  const share = printable / length;
  if (share < LEAST_PRINTABLE) return false;
  const others = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - BY_CHANCE));
  return length * (share * Math.log(share / BY_CHANCE) + others) >= LEAST_EVIDENCE;
}
