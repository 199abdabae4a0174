import type { BestFit } from './best-fit.ts';

/**
 * Reads the map of one code page out of a file such as ModSecurity's `unicode.mapping`: a line with the number of the code page, and a line with
 * pairs such as `ff1c:3c`, the number of a character and its best fit, both in hexadecimal digits. Throws an Error that says what is missing.
 */
export function parseUnicodeMap(text: string, codePage: number): BestFit {
  const pairs = pairsOf(text.split('\n'), codePage);
  const fits = new Int16Array(0x10000).fill(-1);
  for (const pair of pairs) {
    const [, code = '', fit = ''] = /^([0-9a-f]{1,4}):([0-9a-f]{1,2})$/i.exec(pair) ?? [];
    if (code === '') throw new Error(`the map of code page ${codePage} holds "${pair.slice(0, 40)}"; expected pairs such as ff1c:3c`);
    fits[Number.parseInt(code, 16)] = Number.parseInt(fit, 16);
  }
  return (code) => {
    const fit = fits[code] ?? -1;
    return fit < 0 ? undefined : fit;
  };
}

function pairsOf(lines: readonly string[], codePage: number): string[] {
  const title = lines.findIndex((line) => /^\d/.test(line) && !line.includes(':') && Number.parseInt(line, 10) === codePage);
  if (title === -1) throw new Error(`holds no map of code page ${codePage}; it holds those of ${known(lines)}`);
  const [map = ''] = lines.slice(title + 1).filter((line) => line.trim() !== '');
  const pairs = map.split(/\s+/).filter((pair) => pair !== '');
  if (pairs.length === 0) throw new Error(`the map of code page ${codePage} is empty`);
  return pairs;
}

function known(lines: readonly string[]): string {
  const pages = lines.filter((line) => /^\d+\s/.test(line)).map((line) => Number.parseInt(line, 10));
  return pages.length === 0 ? 'none' : pages.join(', ');
}
