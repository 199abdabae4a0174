/** Adds to package-lock.json the optional packages of other platforms that npm left out: `npm run lock`, after every `npm install`. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { completeLockfile, type Lockfile } from './tools/lockfile.ts';

const file = join(dirname(import.meta.dirname), 'package-lock.json');
const before = JSON.parse(await readFile(file, 'utf8')) as Lockfile;
const after = completeLockfile(before);
await writeFile(file, `${JSON.stringify(after, null, 2)}\n`);
console.log(`package-lock.json: ${Object.keys(after.packages).length - Object.keys(before.packages).length} packages added`);
