import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a needle was found, with what stands around it. */
export interface Finding {
  readonly where: string;
  readonly around: string;
}

const AROUND = 100;
const MOST = 50;

/** Where a text holds needles: each place, and enough of them to go by. */
export function searchText(where: string, text: string, needles: readonly string[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const needle of needles) {
    for (let index = text.indexOf(needle); index !== -1 && findings.length < MOST; index = text.indexOf(needle, index + AROUND)) {
      findings.push({ where, around: text.slice(Math.max(0, index - AROUND), index + needle.length + AROUND) });
    }
  }
  return findings;
}

/** As `searchText` for a file of any size, which is read piece by piece. */
export async function searchFile(path: string, needles: readonly string[]): Promise<readonly Finding[]> {
  const overlap = Math.max(...needles.map(({ length }) => length)) + 2 * AROUND;
  const findings: Finding[] = [];
  let before = '';
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = before + String(chunk);
    findings.push(...searchText(path, text, needles));
    before = text.slice(-overlap);
  }
  return findings;
}

/** All files below a folder, however deep. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
