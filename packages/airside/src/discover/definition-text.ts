import { Document, visit } from 'yaml';

const LINE_WIDTH = 140;
/** Characters that a terminal acts on or does not show, but for the line's end: names and values of callers may hold them. */
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\u2028\u2029]/u;
/** White space at the edge of a line, which texts of several lines lose or take for indentation. */
const AT_EDGE = /^[ \t]|\n[ \t]|[ \t]\n/u;
const ALL_HIDDEN = new RegExp(HIDDEN, 'gu');

/** A definition as JSON, with hidden characters escaped. */
export function jsonText(definition: unknown): string {
  const escaped = (character: string): string =>
    Array.from({ length: character.length }, (_, index) => `\\u${hexadecimal(character.charCodeAt(index), 4)}`).join('');
  return `${JSON.stringify(definition, null, 2).replaceAll(ALL_HIDDEN, escaped)}\n`;
}

/** A definition as YAML, with hidden characters escaped: texts that hold some, or white space at the edge of a line, are written in double quotes. */
export function yamlText(definition: unknown): string {
  const document = new Document(definition, { aliasDuplicateObjects: false, version: '1.2' });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && (HIDDEN.test(node.value) || AT_EDGE.test(node.value))) node.type = 'QUOTE_DOUBLE';
    },
  });
  const escaped = (character: string): string => `\\U${hexadecimal(character.codePointAt(0) ?? 0, 8)}`;
  return document.toString({ lineWidth: LINE_WIDTH }).replaceAll(ALL_HIDDEN, escaped);
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
