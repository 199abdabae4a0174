import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { JsonValue } from '../../src/json.ts';

/** One schema of the JSON Schema Test Suite with the values that it accepts or refuses. */
export interface SuiteGroup {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

export interface SuiteFile {
  readonly file: string;
  readonly groups: readonly SuiteGroup[];
}

/** The groups of the files of a folder of the suite, by file; folders in it (`optional`) are not required and not read. */
export function loadSuite(folder: string): readonly SuiteFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => ({ file: name, groups: JSON.parse(readFileSync(join(folder, name), 'utf8')) as SuiteGroup[] }));
}
