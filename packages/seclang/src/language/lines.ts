/** A statement's text with its continuation lines joined, and the line (from 1) it begins on. */
export interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/**
 * Splits a rule file into statements. A backslash at the end of a line joins the next one, whose leading white space stays; empty lines and
 * lines that begin with `#` are left out, also in the middle of a statement that continues.
 */
export function logicalLines(source: string): LogicalLine[] {
  const found: LogicalLine[] = [];
  let parts: string[] = [];
  let start = 0;
  const lines = source.replace(/^\uFEFF|^\u00EF\u00BB\u00BF/, '').split('\n');
  for (const [index, raw] of lines.entries()) {
    const text = raw.trimEnd();
    if (parts.length === 0) {
      start = index + 1;
      if (text.trimStart() === '' || text.trimStart().startsWith('#')) continue;
    } else if (text.trimStart().startsWith('#')) {
      continue;
    }
    if (text.endsWith('\\')) {
      parts.push(text.slice(0, -1));
      continue;
    }
    parts.push(text);
    found.push({ text: parts.join('').trim(), line: start });
    parts = [];
  }
  if (parts.length > 0) found.push({ text: parts.join('').trim(), line: start });
  return found;
}
