import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { linkModules } from './link-modules.ts';

const repository = dirname(dirname(import.meta.dirname));

const manifest = (name: string, more: object): string =>
  `${JSON.stringify({ name, version: '0.1.0', type: 'module', ...more }, null, 2)}\n`;
const library = (name: string, more: object = {}): string => manifest(name, { exports: { '.': './src/index.ts' }, ...more });

/** A repository in which all is well, in the smallest form that every checker has something to read in. */
const SOUND_TREE: Readonly<Record<string, string>> = {
  'package.json': manifest('planted', {
    private: true,
    workspaces: ['packages/*', 'examples/*', 'bench'],
    devDependencies: { oxlint: '1', 'oxlint-tsgolint': '1', vitest: '5' },
  }),
  'package-lock.json': '{ "packages": { "": {} } }\n',
  'packages/domain/package.json': library('@airside/domain'),
  'packages/domain/src/index.ts': "export { greet } from './greet.ts';\n",
  'packages/domain/src/greet.ts':
    'export async function greet(name: string): Promise<string> {\n  return await Promise.resolve(name);\n}\n',
  'packages/gateway/package.json': library('@airside/gateway', { dependencies: { '@airside/domain': '0.1.0' } }),
  'packages/gateway/src/index.ts':
    "import { greet } from '@airside/domain';\n\nexport const greeting: Promise<string> = greet('caller');\n",
  'packages/identity/package.json': library('@airside/identity', {}),
  'packages/identity/src/index.ts': 'export const kinds: readonly string[] = [];\n',
  'packages/identity/examples/http.ts': "console.log('example');\n",
  'packages/seclang/package.json': library('@airside/seclang', {}),
  'packages/seclang/src/index.ts': 'export const rules: readonly string[] = [];\n',
  'packages/seclang/examples/http.ts': "console.log('example');\n",
  'packages/airside/package.json': manifest('airside', { dependencies: { '@airside/gateway': '0.1.0' } }),
  'packages/airside/src/main.ts': "import { greeting } from '@airside/gateway';\n\nconsole.log(await greeting);\n",
  'packages/airside/src/up/worker.ts': "console.log('worker');\n",
  'packages/airside/src/up/end-with-parent.ts': "console.log('end');\n",
  'packages/airside/src/up/behavior/engine-process.ts': "console.log('engine');\n",
  'packages/airside/src/up/behavior/end-with-parent-thread.ts': "console.log('end');\n",
  'packages/airside/src/up/behavior/make-engine.ts': "console.log('make');\n",
  'packages/airside/src/up/behavior/testing/small-engine.ts': "console.log('small');\n",
  'examples/shop/package.json': manifest('@airside/example-shop', {}),
  'examples/shop/src/main.ts': "console.log('shop');\n",
  'bench/package.json': manifest('@airside/bench', {}),
  'bench/proxy/main.ts': "console.log('bench');\n",
  'bench/identity/driver.ts': "console.log('driver');\n",
  'bench/waf/airside-driver.ts': "console.log('driver');\n",
  'bench/waf/sharing-driver.ts': "console.log('driver');\n",
  'scripts/tool.ts': "console.log('tool');\n",
  'vitest.config.ts': "import { defineConfig } from 'vitest/config';\n\nexport default defineConfig({});\n",
};

export interface PlantedTree extends AsyncDisposable {
  /** The folder, absolute and without symbolic links. */
  readonly root: string;
}

/** A temporary copy of the sound tree under the configuration of this repository, with the given files added or replaced. */
export async function plantTree(faults: Readonly<Record<string, string>>): Promise<PlantedTree> {
  const root = await mkdtemp(join(tmpdir(), 'airside-planted-'));
  for (const name of ['tsconfig.json', 'biome.json', '.oxlintrc.json']) await cp(join(repository, name), join(root, name));
  await writeFile(join(root, 'knip.json'), withoutBinaries(await readFile(join(repository, 'knip.json'), 'utf8')));
  for (const [name, text] of Object.entries({ ...SOUND_TREE, ...faults })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  await linkModules(root, { '@airside/domain': 'packages/domain', '@airside/gateway': 'packages/gateway' });
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

/** The sound tree runs none of the programs that this repository's tests run: knip would call their exemption a mistake. */
function withoutBinaries(configuration: string): string {
  return configuration.replaceAll(/,\s*"ignoreBinaries": \[[^\]]*\]/g, '');
}
