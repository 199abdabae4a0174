import type { Selector, VariableNode } from './syntax.ts';

/**
 * Reads a list of variables: names separated by `|` or `,`, each with `&` (count) or `!` (exclude) before it and `:selector` after it. A
 * selector is a name, `'a name in quotes'`, `/a pattern/` (quoted or not) or, for XML, a path. Throws an Error saying what is expected.
 */
export function parseVariables(text: string): VariableNode[] {
  const found: VariableNode[] = [];
  let index = 0;
  while (index < text.length) {
    if (/[\s|,]/.test(text[index] ?? '')) {
      index++;
      continue;
    }
    const head = /[&!]?\s*[A-Za-z_][A-Za-z0-9_.-]*/y;
    head.lastIndex = index;
    const written = head.exec(text)?.[0];
    if (written === undefined) throw new Error(`expected the name of a variable but found "${text.slice(index, index + 30)}"`);
    index += written.length;
    const mode = written.startsWith('&') ? 'count' : written.startsWith('!') ? 'exclude' : 'value';
    const name = written.replace(/^[&!]\s*/, '').toUpperCase();
    let selector: Selector = { kind: 'all' };
    if (text[index] === ':' || (text[index] === '.' && name !== '')) {
      const read = parseSelector(text, index + 1, name);
      selector = read.selector;
      index = read.end;
    }
    if (index < text.length && !/[\s|,]/.test(text[index] ?? '')) {
      throw new Error(`expected | after the variable ${name} but found "${text.slice(index, index + 30)}"`);
    }
    found.push({ name, selector, mode });
  }
  if (found.length === 0) throw new Error('expected at least one variable');
  return found;
}

function parseSelector(text: string, start: number, name: string): { selector: Selector; end: number } {
  if (text[start] === "'" || text[start] === '"') {
    const { value, end } = delimited(text, start, text[start] ?? "'");
    return { selector: selectorOf(value, name), end };
  }
  if (text[start] === '/' && name !== 'XML' && name !== 'JSON') {
    const end = patternEnd(text, start);
    return { selector: selectorOf(text.slice(start, end), name), end };
  }
  let end = start;
  while (end < text.length && text[end] !== '|' && text[end] !== ',') end++;
  return { selector: selectorOf(text.slice(start, end).trim(), name), end };
}

function selectorOf(value: string, name: string): Selector {
  if (value === '') throw new Error(`expected a name or /pattern/ after ${name}:`);
  if (name === 'XML') return { kind: 'path', path: value };
  if (value.length > 1 && value.startsWith('/') && value.endsWith('/')) {
    return { kind: 'pattern', pattern: value.slice(1, -1).replaceAll('\\/', '/') };
  }
  return { kind: 'name', name: value };
}

function delimited(text: string, start: number, quote: string): { value: string; end: number } {
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\' && text[index + 1] === quote) {
      value += quote;
      index++;
    } else if (text[index] === quote) {
      return { value, end: index + 1 };
    } else {
      value += text[index] ?? '';
    }
  }
  throw new Error(`the selector ${text.slice(start, start + 30)} has no closing ${quote}`);
}

/** The end of `/pattern/`: a slash without a backslash before it, with the list's end or its next item behind it. */
function patternEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '/' && (index + 1 === text.length || /[|,\s]/.test(text[index + 1] ?? ''))) return index + 1;
  }
  throw new Error(`the pattern ${text.slice(start, start + 30)} has no closing /`);
}
