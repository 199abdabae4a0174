import type { Parameter } from './parameter.ts';
import { alternating, assigned, broken, type Raw } from './raw.ts';
import { structureOf } from './structure.ts';

const MOST_PARTS = 1000;

/** Takes apart a parameter that is one text, of style simple, label or matrix (RFC 6570 sections 3.2.2, 3.2.5 and 3.2.7). */
export function splitText(parameter: Parameter, text: string): Raw {
  if (parameter.style === 'label') return text.startsWith('.') ? splitBody(parameter, text.slice(1), '.') : broken('must start with a dot');
  if (parameter.style === 'matrix') return splitMatrix(parameter, text);
  return splitBody(parameter, text, ',');
}

/** `separator` stands between parts where the parameter is exploded, else a comma does. */
function splitBody(parameter: Parameter, text: string, separator: string): Raw {
  const structure = structureOf(parameter.shape);
  if (structure === 'text') return { kind: 'text', text };
  const parts = text === '' ? [] : text.split(parameter.explode ? separator : ',', MOST_PARTS + 1);
  const texts = parameter.in === 'header' ? parts.map(withoutSpace) : parts;
  if (texts.length > MOST_PARTS) return broken(`must not have more than ${MOST_PARTS} parts`);
  if (structure === 'list') return { kind: 'list', texts };
  return parameter.explode ? assigned(texts) : alternating(texts);
}

function splitMatrix(parameter: Parameter, text: string): Raw {
  if (!text.startsWith(';')) return broken('must start with a semicolon');
  const structure = structureOf(parameter.shape);
  const pieces = text.slice(1).split(';', MOST_PARTS + 1);
  if (pieces.length > MOST_PARTS) return broken(`must not have more than ${MOST_PARTS} parts`);
  if (parameter.explode && structure === 'members') return assigned(pieces);
  const values = pieces.map((piece) => valueNamed(parameter.name, piece));
  const named = values.filter((value) => value !== undefined);
  if (named.length !== pieces.length) return broken(`must start with ;${parameter.name}`);
  if (parameter.explode && structure === 'list') return { kind: 'list', texts: named };
  if (named.length > 1) return broken('must not be repeated');
  return splitBody({ ...parameter, explode: false }, named[0] ?? '', ',');
}

function valueNamed(name: string, piece: string): string | undefined {
  if (piece === name) return '';
  return piece.startsWith(`${name}=`) ? piece.slice(name.length + 1) : undefined;
}

/** Around the members of a list in a header, white space says nothing (RFC 9110 section 5.6.1); it is there where lines were joined. */
function withoutSpace(text: string): string {
  const isSpace = (index: number): boolean => text[index] === ' ' || text[index] === '\t';
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return text.slice(start, end);
}
