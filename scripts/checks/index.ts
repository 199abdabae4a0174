import type { Check } from './check.ts';
import { files } from './files.ts';
import { format } from './format.ts';
import { layers } from './layers.ts';
import { lint } from './lint.ts';
import { lockfile } from './lockfile.ts';
import { types } from './types.ts';
import { unused } from './unused.ts';

/** The checks that read the tree without running it, slowest first so that the cores stay busy. */
export const CHECKS: readonly Check[] = [types, lint, unused, format, layers, files, lockfile];
