/** The command behind `npm run reference`: writes the pages in `docs/reference` and `docs/lint` anew from the code. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { referencePages } from '../packages/airside/src/reference/pages.ts';
import { lintRulePages } from '../packages/airside/src/reference/rule-pages.ts';

function write(folder: string, pages: Readonly<Record<string, string>>): void {
  const directory = join(import.meta.dirname, '..', 'docs', folder);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(directory, name), text);
}

write('reference', referencePages());
write('lint', lintRulePages());
