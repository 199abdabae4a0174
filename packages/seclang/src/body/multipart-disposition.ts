import { BodyError } from './body-error.ts';
import { isTokenByte } from './multipart-characters.ts';
import type { MultipartFlags } from './multipart-flags.ts';

export interface Disposition {
  readonly name: string;
  /** Empty for a part that is no file. */
  readonly filename: string;
}

/**
 * Reads the value of a part's `Content-Disposition` header: `form-data`, then `name` and `filename`, each once at most. Other parameters,
 * also `filename*`, are refused, for some servers use them and others do not. Throws `BodyError`.
 */
export function readDisposition(value: string, flags: MultipartFlags): Disposition {
  if (!value.startsWith('form-data')) refuse('is not “form-data”');
  const found = { name: '', filename: '' };
  const seen = new Set<string>();
  let index = skipBlanks(value, 'form-data'.length);
  while (index < value.length) {
    if (value[index] !== ';') {
      if (value[index - 1] === '"' || value[index - 1] === "'") flags.invalidQuoting = true;
      refuse('has something other than a semicolon between its parameters');
    }
    if (index + 1 === value.length) break;
    index = skipBlanks(value, index + 1);
    const parameter = readName(value, index);
    const text = readValue(value, parameter.end, flags);
    if (value[parameter.end] !== '"' && text.value.includes("'")) flags.invalidQuoting = true;
    if (parameter.name !== 'name' && parameter.name !== 'filename') refuse('has a parameter other than “name” and “filename”');
    if (seen.has(parameter.name)) refuse(`has two parameters named “${parameter.name}”`);
    seen.add(parameter.name);
    found[parameter.name] = text.value;
    index = skipBlanks(value, text.end);
  }
  if (found.name === '') refuse('has no name');
  // A reader that searches for this text must find the file that is found here.
  if (found.filename !== '' && !value.includes('filename=')) refuse('has white space before the “=” of “filename”');
  return found;
}

function readName(value: string, start: number): { name: string; end: number } {
  let end = start;
  while (end < value.length && value[end] !== '=' && value[end] !== ' ' && value[end] !== '\t') end++;
  const equals = skipBlanks(value, end);
  if (value[equals] !== '=') refuse('has a parameter without a value');
  return { name: value.slice(start, end), end: equals + 1 };
}

function readValue(value: string, start: number, flags: MultipartFlags): { value: string; end: number } {
  let index = skipBlanks(value, start);
  if (index === value.length) refuse('has a parameter without a value');
  const quote = value[index];
  if (quote !== '"' && quote !== "'") {
    const from = index;
    while (index < value.length && isTokenByte(value.charCodeAt(index))) index++;
    return { value: value.slice(from, index), end: index };
  }
  if (quote === "'") flags.invalidQuoting = true;
  let text = '';
  for (index++; index < value.length; index++) {
    const character = value.charAt(index);
    if (character === quote) return { value: text, end: index + 1 };
    const next = value[index + 1];
    const isEscape = character === '\\' && (next === quote || next === '\\');
    text += isEscape ? value.charAt(++index) : character;
  }
  return refuse('has a quotation that does not end');
}

function skipBlanks(value: string, start: number): number {
  let index = start;
  while (value[index] === ' ' || value[index] === '\t') index++;
  return index;
}

function refuse(reason: string): never {
  throw new BodyError(`The Content-Disposition header of a part ${reason}`);
}
