import { AttributeReader, isLetter, isWordByte } from './attributes.ts';
import { isActiveDeclaration } from './declarations.ts';
import { endsForeignElement, isActive, readsAsType } from './elements.ts';
import { isActiveAttribute } from './judge-attribute.ts';

const LONGEST_NAME = 64;
/** How many times over a value may be read, since what one tag holds in quotes may be another tag. No honest markup comes near. */
const READINGS = 4;

/** Whether a value, put between the tags of a page, would run code there. Every `<` is tried, wherever it stands. */
export function hasActiveMarkup(html: string): boolean {
  let work = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    const next = html.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) {
      if (isActiveDeclaration(html, at)) return true;
    } else if (next === 0x2f) {
      if (endsForeignElement(nameAt(html, at + 2))) return true;
    } else if (isLetter(next)) {
      const reader = new AttributeReader(html, at + 1);
      if (isActiveTag(html, at, reader)) return true;
      work += reader.index - at;
      if (work > READINGS * html.length) return true;
    }
  }
  return false;
}

function isActiveTag(html: string, at: number, attributes: AttributeReader): boolean {
  const name = nameAt(html, at + 1);
  attributes.index = at + 1 + name.length;
  const after = html[attributes.index];
  if (
    isActive(name) &&
    endsName(html.charCodeAt(attributes.index)) &&
    !readsAsType(name, isWordByte(html.charCodeAt(at - 1)), after === '>')
  )
    return true;
  for (let attribute = attributes.next(); attribute !== undefined; attribute = attributes.next()) {
    if (isActiveAttribute(attribute)) return true;
  }
  return false;
}

function nameAt(html: string, from: number): string {
  let index = from;
  while (index < html.length && index < from + LONGEST_NAME && isNameByte(html.charCodeAt(index))) index += 1;
  return html.slice(from, index);
}

/** A name that goes on with another byte is the name of another element. NaN stands for the end of the value. */
function endsName(byte: number): boolean {
  return Number.isNaN(byte) || byte <= 0x20 || byte === 0x2f || byte === 0x3e;
}

function isNameByte(byte: number): boolean {
  return isWordByte(byte) || byte === 0x3a || byte === 0x2d || byte === 0x2e;
}
