import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Data } from '../lint/document/data.ts';
import { parseYaml } from '../lint/document/yaml.ts';
import { DEFAULT_BOUNDS } from '../read/bounds.ts';

const files = new Map<string, Data>();

/** A file of the folder `rulesets` of this package, which lies beside the sources and beside `dist`; each is read once. Callers leave it as it is. */
export function ruleSetFile(name: string): Data {
  const known = files.get(name);
  if (known !== undefined) return known;
  const { value } = parseYaml(readFileSync(fileURLToPath(new URL(`../../rulesets/${name}`, import.meta.url)), 'utf8'), DEFAULT_BOUNDS);
  files.set(name, value);
  return value;
}
