/** The command behind `npm run reference`: writes the pages in `docs/reference` anew from the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { referencePages } from '../packages/airside/src/reference/pages.ts';

const directory = join(import.meta.dirname, '..', 'docs', 'reference');
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(referencePages())) writeFileSync(join(directory, name), text);
