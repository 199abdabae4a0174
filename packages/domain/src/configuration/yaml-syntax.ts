import type { ErrorCode } from 'yaml';

/**
 * What is wrong with a text that is not YAML, by the parser's code. The parser's own messages may quote the text, and the text may hold
 * a secret that somebody wrote there in clear.
 */
const MESSAGES: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: 'an alias (*name) cannot have an anchor or a tag',
  BAD_ALIAS: 'this anchor or alias has no usable name; put text that begins with * or & in quotes',
  BAD_COLLECTION_TYPE: 'this tag does not fit the kind of value',
  BAD_DIRECTIVE: 'this line that begins with % is no YAML directive',
  BAD_DQ_ESCAPE: 'unknown escape sequence in double quotes; write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines around it',
  BAD_PROP_ORDER: 'the anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'text cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second "key: value" on one line; put a text that contains ": " in quotes',
  BLOCK_IN_FLOW: 'a block cannot stand inside [ ] or { }',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a quotation mark, bracket, comma, colon or space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line, with ": " and its value after it',
  MULTIPLE_ANCHORS: 'a value can have one anchor only',
  MULTIPLE_DOCS: 'a second document begins here (---); write one document per file',
  MULTIPLE_TAGS: 'a value can have one tag only',
  NON_STRING_KEY: 'a key must be plain text',
  RESOURCE_EXHAUSTION: 'the document is nested too deeply',
  TAB_AS_INDENT: 'a tab stands in the indentation; use spaces',
  TAG_RESOLVE_FAILED: 'unknown tag; put text that begins with ! in quotes',
  UNEXPECTED_TOKEN: 'this was not expected here',
};

/** A message that quotes nothing of the text. */
export function syntaxMessage(code: ErrorCode): string {
  return MESSAGES[code] ?? 'this is not YAML';
}
