const MOST_FOLDERS = 16;
const LONGEST_NAME = 100;
const LONGEST_PATH = 240;

/**
 * The path of a file within a rule set as it is kept: relative, its parts joined by `/`, without `.` parts. Throws an Error that says why
 * where it is no such path on every system: absolute, leading out, too long or too deep, or with characters other than printable ASCII.
 */
export function safePath(path: string): string {
  if (!/^[\x20-\x7e]+$/.test(path)) throw new Error('the path holds other characters than printable ASCII, or none');
  if (/[\\:]/.test(path)) throw new Error('the path holds a backslash or a colon');
  if (path.startsWith('/')) throw new Error('the path is absolute');
  const parts = path.split('/').filter((part) => part !== '.' && part !== '');
  if (parts.includes('..')) throw new Error('the path leads out of the rule set');
  if (parts.length - 1 > MOST_FOLDERS) throw new Error(`the path is deeper than ${MOST_FOLDERS} folders`);
  if (path.length > LONGEST_PATH || parts.some((part) => part.length > LONGEST_NAME)) {
    throw new Error(`the path is longer than ${LONGEST_PATH} characters, or a name in it longer than ${LONGEST_NAME}`);
  }
  return parts.join('/');
}
