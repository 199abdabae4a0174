import { anyOf, every, isAlphanumeric, isDigit, isHexadecimal } from './characters.ts';

const OPERATORS = '+#./;?&=,!@|';
const isNameCharacter = anyOf('_.%', isAlphanumeric);
const isNoLiteral = anyOf('"\'<>\\^`{|}');
const LONGEST_PREFIX = 4;

/** A URI template (RFC 6570 section 2): literals, and expressions in braces. */
export function isUriTemplate(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    if (text[at] === '{') {
      const end = text.indexOf('}', at);
      if (end === -1 || !isExpression(text.slice(at + 1, end))) return false;
      at = end + 1;
    } else if (text[at] === '%') {
      if (at + 3 > text.length || !every(text, isHexadecimal, at + 1, at + 3)) return false;
      at += 3;
    } else {
      const code = text.charCodeAt(at);
      if (code <= 0x20 || code === 0x7f || isNoLiteral(code)) return false;
      at += 1;
    }
  }
  return true;
}

function isExpression(text: string): boolean {
  const variables = OPERATORS.includes(text[0] ?? ' ') ? text.slice(1) : text;
  return variables.split(',').every(isVariable);
}

/** A name, cut to its first characters (`:3`) or exploded (`*`). */
function isVariable(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon !== -1) return isName(text.slice(0, colon)) && isPrefix(text.slice(colon + 1));
  return isName(text.endsWith('*') ? text.slice(0, -1) : text);
}

function isPrefix(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_PREFIX && !text.startsWith('0') && every(text, isDigit);
}

function isName(text: string): boolean {
  if (text === '' || text.startsWith('.') || text.endsWith('.') || text.includes('..') || !every(text, isNameCharacter)) return false;
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', at + 1)) {
    if (at + 3 > text.length || !every(text, isHexadecimal, at + 1, at + 3)) return false;
  }
  return true;
}
