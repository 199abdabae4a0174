import { relative } from 'node:path';
import { styleText } from 'node:util';

export { printable } from '@airside/domain/text';

type Format = Parameters<typeof styleText>[0];

/** Colours where the stream is a terminal and nobody turned them off (`NO_COLOR`, `--no-color`, `FORCE_COLOR`). */
export function paint(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(format, text, { stream });
}

/** A line for the person who watches, on standard error, so that standard output stays what was asked for. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Says what is being waited for, to a person only: scripts and logs are not told. */
export function progress(text: string): void {
  if (process.stderr.isTTY) note(paint('dim', text, process.stderr));
}

/** Rows as columns, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) => row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  '))
    .join('\n');
}

/** A path as short as it can be written from here. */
export function shortPath(path: string): string {
  const short = relative('', path);
  return short === '' || short.startsWith('..') ? path : short;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
