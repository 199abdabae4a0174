/** Compiles every package for publishing: `npm run build`. */
import { dirname } from 'node:path';

import { buildPackages } from './tools/build-packages.ts';

await buildPackages(dirname(import.meta.dirname), console.log);
