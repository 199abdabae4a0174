import { isWhitespace } from './attributes.ts';

/** Names of the global object in a browser. */
const GLOBALS: readonly string[] = ['globalthis', 'window', 'parent', 'frames', 'self', 'this', 'top'];

/**
 * Whether a value, by itself or after leaving a string, calls a member of the global object under a name that is put together or written
 * as a string (`top['al'+'ert'](1)//`) and cuts off the rest: who writes so hides the name.
 */
export function callsGlobalMember(value: string): boolean {
  let from = 0;
  while (from < value.length && isOpening(value.charCodeAt(from))) from += 1;
  const start = value.slice(from, from + 12).toLowerCase();
  const name = GLOBALS.find((global) => start.startsWith(`${global}[`));
  if (name === undefined) return false;
  const call = value.indexOf('](', from + name.length);
  return call !== -1 && value.indexOf(')', call) !== -1 && value.indexOf('//', call) !== -1;
}

function isOpening(byte: number): boolean {
  return isWhitespace(byte) || byte === 0x27 || byte === 0x22 || byte === 0x60 || byte === 0x3b || byte === 0x29 || byte === 0x7d;
}
