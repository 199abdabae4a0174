import { readdirSync, readFileSync } from 'node:fs';

import { generatedValues } from './generated.ts';

const GENERATED = 6_000;

/** What people and programs send without malice, as byte strings (UTF-8): hand-written lists, one value a line, and generated ones. */
export function benignValues(): readonly string[] {
  const folder = new URL('.', import.meta.url);
  const lists = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const written = lists.flatMap((name) => readFileSync(new URL(name, folder), 'latin1').split('\n'));
  const generated = generatedValues(GENERATED).map((value) => Buffer.from(value, 'utf8').toString('latin1'));
  return [...new Set([...written, ...generated])].filter((value) => value !== '');
}
