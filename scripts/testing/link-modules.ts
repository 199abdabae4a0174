import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const repository = dirname(dirname(import.meta.dirname));
const LEFT_OUT = new Set(['airside', '@airside', '.cache', '.vite']);

/** Makes a `node_modules` in `root`: third-party packages come from this repository, the given workspaces (name to folder) from `root` itself. */
export async function linkModules(root: string, workspaces: Readonly<Record<string, string>>): Promise<void> {
  const modules = join(root, 'node_modules');
  await mkdir(join(modules, '@airside'), { recursive: true });
  for (const name of await readdir(join(repository, 'node_modules'))) {
    if (!LEFT_OUT.has(name)) await symlink(join(repository, 'node_modules', name), join(modules, name));
  }
  for (const [name, folder] of Object.entries(workspaces)) await symlink(join(root, folder), join(modules, name));
}
