import { Cursor, StructuredFieldError } from './cursor.ts';
import { parseBareItem } from './parse-bare-item.ts';
import type { BareItem, Dictionary, InnerList, Item, List, Member, Parameters } from './types.ts';

/** What was read, or why it is no structured field of the type. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/**
 * Strict parsers of structured fields (RFC 9651 section 4.2), in linear time and without recursion that the text could drive. Several field lines
 * are joined by commas before. Of parameters and keys that occur more than once the last value counts, in the first place, as the RFC has it.
 */
export function parseDictionary(text: string): Parsed<Dictionary> {
  return parseWhole(text, (cursor) => {
    const members = new Map<string, Member>();
    parseMembers(cursor, () => {
      const key = parseKey(cursor);
      const member = cursor.take('=') ? parseMember(cursor) : { bare: TRUE, parameters: parseParameters(cursor) };
      members.set(key, member);
    });
    return members;
  });
}

export function parseList(text: string): Parsed<List> {
  return parseWhole(text, (cursor) => {
    const members: Member[] = [];
    parseMembers(cursor, () => members.push(parseMember(cursor)));
    return members;
  });
}

export function parseItem(text: string): Parsed<Item> {
  return parseWhole(text, readItem);
}

/** Longer ones never pass a listener. */
const LONGEST_TEXT = 65_536;
const TRUE: BareItem = { type: 'boolean', value: true };

function parseWhole<T>(text: string, parse: (cursor: Cursor) => T): Parsed<T> {
  if (text.length > LONGEST_TEXT) return { ok: false, reason: 'too long' };
  const cursor = new Cursor(text);
  try {
    cursor.skip(' ');
    const value = parse(cursor);
    cursor.skip(' ');
    if (!cursor.isAtEnd) cursor.fail('expected nothing more');
    return { ok: true, value };
  } catch (error) {
    if (error instanceof StructuredFieldError) return { ok: false, reason: error.message };
    throw error;
  }
}

function parseMembers(cursor: Cursor, parseOne: () => void): void {
  while (!cursor.isAtEnd) {
    parseOne();
    cursor.skip(' \t');
    if (cursor.isAtEnd) return;
    cursor.expect(',');
    cursor.skip(' \t');
    if (cursor.isAtEnd) cursor.fail('expected a member after the comma');
  }
}

function parseMember(cursor: Cursor): Member {
  return cursor.next === '(' ? parseInnerList(cursor) : readItem(cursor);
}

function parseInnerList(cursor: Cursor): InnerList {
  const items: Item[] = [];
  cursor.expect('(');
  for (;;) {
    cursor.skip(' ');
    if (cursor.take(')')) return { items, parameters: parseParameters(cursor) };
    items.push(readItem(cursor));
    if (cursor.next !== ' ' && cursor.next !== ')') cursor.fail('expected a space or )');
  }
}

function readItem(cursor: Cursor): Item {
  return { bare: parseBareItem(cursor), parameters: parseParameters(cursor) };
}

function parseParameters(cursor: Cursor): Parameters {
  const parameters = new Map<string, BareItem>();
  while (cursor.take(';')) {
    cursor.skip(' ');
    const key = parseKey(cursor);
    const value = cursor.take('=') ? parseBareItem(cursor) : TRUE;
    parameters.set(key, value);
  }
  return parameters;
}

function parseKey(cursor: Cursor): string {
  return cursor.match(/[a-z*][a-z0-9_\-.*]*/y, 'a key');
}
