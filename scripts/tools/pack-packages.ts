import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { presentLayers } from './build-packages.ts';

interface Manifest {
  /** Folders to publish. */
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Makes a tarball of every built package in `destination`. Returns their paths, from the top layer to the bottom one. */
export async function packPackages(root: string, destination: string): Promise<string[]> {
  await mkdir(destination, { recursive: true });
  const tarballs: string[] = [];
  for (const layer of await presentLayers(root)) tarballs.push(await packPackage(root, layer, destination));
  return tarballs;
}

async function packPackage(root: string, layer: string, destination: string): Promise<string> {
  const source = join(root, 'packages', layer);
  const stage = await mkdtemp(join(tmpdir(), 'airside-pack-'));
  try {
    await cp(join(root, 'LICENSE'), join(stage, 'LICENSE'));
    await cp(join(source, 'README.md'), join(stage, 'README.md')).catch(ignoreMissing);
    const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest;
    for (const folder of manifest.files ?? ['dist']) await cp(join(source, folder), join(stage, folder), { recursive: true });
    await writeFile(join(stage, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
    const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--pack-destination', destination], {
      cwd: stage,
      timeout: 60_000,
    });
    return join(destination, packedFile(JSON.parse(stdout)));
  } finally {
    await rm(stage, { recursive: true });
  }
}

/** Without the `development` condition: it leads to the sources, which are not published, and tools such as Vite switch it on unasked. */
function publishedManifest(manifest: Manifest): Manifest {
  const exports = Object.entries(manifest.exports ?? {}).map(([path, target]) => {
    if (typeof target === 'string') return [path, target] as const;
    const { development: _, ...conditions } = target;
    return [path, conditions] as const;
  });
  return { ...manifest, exports: Object.fromEntries(exports) };
}

/** The file name in what `npm pack --json` prints: a list, or an object by package name since npm 12. */
function packedFile(report: unknown): string {
  const [first] = Object.values(report as Record<string, { readonly filename: string }>);
  if (first === undefined) throw new Error('npm pack reported no tarball');
  return first.filename;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
