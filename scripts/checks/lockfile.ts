import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Lockfile, missingOptional } from '../tools/lockfile.ts';
import type { Check } from './check.ts';

/** A lockfile that `npm ci` accepts, on this platform and on others. */
export const lockfile: Check = {
  name: 'lockfile',
  promise: 'package-lock.json has the optional packages of every platform, else npm ci refuses it (`npm run lock` adds them)',
  async run(root) {
    const locked = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
    const missing = Object.keys(missingOptional(locked));
    const lines = missing.map((path) => `package-lock.json: ${path} is named as an optional dependency and has no entry`);
    return { passed: missing.length === 0, output: [...lines, 'Add what is missing with: npm run lock'].join('\n') };
  },
};
