/** Compiles every package and puts the tarballs to publish into `dist`: `npm run build:packages`. */
import { dirname, join } from 'node:path';

import { buildPackages } from './tools/build-packages.ts';
import { packPackages } from './tools/pack-packages.ts';

const root = dirname(import.meta.dirname);
await buildPackages(root, console.log);
for (const tarball of await packPackages(root, join(root, 'dist'))) console.log(tarball.slice(root.length + 1));
