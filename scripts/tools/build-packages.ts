import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { LAYERS } from '../layers.ts';
import { runTool } from './run.ts';

/** The layers that exist in `root`, from top to bottom. */
export async function presentLayers(root: string): Promise<string[]> {
  const present = await Promise.all(
    LAYERS.map((layer) =>
      access(join(root, 'packages', layer, 'package.json')).then(
        () => layer,
        () => undefined,
      ),
    ),
  );
  return present.filter((layer) => layer !== undefined);
}

/**
 * Compiles every package to its `dist`, each against the compiled packages above it. Throws with the compiler's messages when one does not
 * compile.
 */
export async function buildPackages(root: string, progress: (line: string) => void): Promise<void> {
  for (const layer of await presentLayers(root)) {
    const started = performance.now();
    await rm(join(root, 'packages', layer, 'dist'), { recursive: true, force: true });
    const { code, output } = await runTool(root, 'tsc', ['--project', join('packages', layer, 'tsconfig.build.json')]);
    if (code !== 0) throw new Error(`packages/${layer} does not compile:\n${output}`);
    progress(`built  ${layer.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}
