import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { packageName } from '../layers.ts';
import { buildPackages, presentLayers } from '../tools/build-packages.ts';
import { packPackages } from '../tools/pack-packages.ts';
import { linkModules } from './link-modules.ts';

const repository = dirname(dirname(import.meta.dirname));

export interface PackedRepository extends AsyncDisposable {
  /** The tarballs of all packages, absolute. */
  readonly tarballs: readonly string[];
  /** An empty folder to install them into. */
  readonly consumer: string;
}

/** Builds and packs a copy of the packages, so that neither a stale `dist` nor a build going on beside it has a say. */
export async function packRepository(): Promise<PackedRepository> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'airside-packed-')));
  const remove = (): Promise<void> => rm(base, { recursive: true });
  try {
    const tarballs = await buildAndPack(join(base, 'repository'), join(base, 'tarballs'));
    return { tarballs, consumer: await mkdtemp(join(base, 'consumer-')), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function buildAndPack(root: string, destination: string): Promise<string[]> {
  const isWritten = (path: string): boolean => !['dist', 'node_modules'].includes(basename(path));
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'LICENSE', 'packages']) {
    await cp(join(repository, name), join(root, name), { recursive: true, filter: isWritten });
  }
  const layers = await presentLayers(root);
  await linkModules(root, Object.fromEntries(layers.map((layer) => [packageName(layer), join('packages', layer)])));
  await buildPackages(root, () => undefined);
  return await packPackages(root, destination);
}
