import { detectLogFormat } from '@airside/openapi';

import type { TrafficFormat } from './format-names.ts';

const MOST_LINES = 20;

/** The format of a file by its first bytes; undefined where it is none of those that are known. */
export function detectFormat(head: Buffer): TrafficFormat | undefined {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{\s*"log"\s*:/.test(text.slice(0, 4096))) return 'har';
  const lines = text
    .split('\n', MOST_LINES + 1)
    .slice(0, MOST_LINES)
    .filter((line) => line.trim() !== '');
  return lines.some(isExchange) ? 'exchanges' : detectLogFormat(lines);
}

/** Whether a line, of which the end may be missing, is an exchange: it begins as `airside exchanges --json` writes it, or has what all of them have. */
function isExchange(line: string): boolean {
  return line.trimStart().startsWith('{') && line.includes('"verdicts":') && line.includes('"principal":');
}
