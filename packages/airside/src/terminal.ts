import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours where the stream is a terminal and nobody turned them off (`NO_COLOR`, `--no-color`, `FORCE_COLOR`). */
export function paint(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(format, text, { stream });
}

/** Control characters of untrusted text made visible, so that what a caller sent cannot drive the terminal. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A line for the person who watches, on standard error, so that standard output stays what was asked for. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Rows as columns, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  '))
    .join('\n');
}
