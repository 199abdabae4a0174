import type { ActionNode } from './syntax.ts';

/**
 * Reads a list of actions: `name`, `name:argument`, `name:'argument with , inside'`, separated by commas and white space. Inside quotes `\'`
 * is a quote. An argument without quotes ends at the next comma. Throws an Error saying what is expected.
 */
export function parseActions(text: string): ActionNode[] {
  const found: ActionNode[] = [];
  const head = /[\s,]*(?:([A-Za-z][A-Za-z0-9_-]*)\s*(:\s*)?)?/y;
  let index = 0;
  while (index < text.length) {
    head.lastIndex = index;
    const match = head.exec(text);
    const name = match?.[1];
    index = head.lastIndex;
    if (name === undefined) {
      if (index >= text.length) break;
      throw new Error(`expected the name of an action but found "${text.slice(index, index + 30)}"`);
    }
    if (match?.[2] === undefined) {
      if (index < text.length && text[index] !== ',') throw new Error(`expected , or : after the action ${name}`);
      found.push({ name: name.toLowerCase(), argument: undefined });
      continue;
    }
    const { value, end } = text[index] === "'" ? quoted(text, index, name) : bare(text, index);
    found.push({ name: name.toLowerCase(), argument: value });
    index = end;
  }
  return found;
}

function quoted(text: string, start: number, name: string): { value: string; end: number } {
  let value = '';
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\' && text[index + 1] === "'") {
      value += "'";
      index++;
    } else if (text[index] === "'") {
      const rest = text.slice(index + 1).trimStart();
      if (rest !== '' && !rest.startsWith(',')) {
        throw new Error(`expected , after the quoted argument of ${name} but found "${rest.slice(0, 30)}"; write a quote inside as \\'`);
      }
      return { value, end: index + 1 };
    } else {
      value += text[index] ?? '';
    }
  }
  throw new Error(`the argument of the action ${name} has no closing '`);
}

function bare(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== ',') end++;
  const value = text.slice(start, end).trim();
  return { value: setvarInQuotes(value), end };
}

/** `setvar:tx.a='b'` is read like `setvar:'tx.a=b'`. */
function setvarInQuotes(value: string): string {
  return /^[^']+='[^']*'$/.test(value) ? value.replaceAll("'", '') : value;
}
