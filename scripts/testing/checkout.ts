import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = dirname(dirname(import.meta.dirname));

/** What the script and the pretended npm may use. */
const POSIX_TOOLS = ['cmp', 'cp', 'ln', 'mkdir', 'mv', 'readlink', 'rm'];

/** What the command line of the pretended checkout prints: how it was started. */
const MAIN = `console.log(JSON.stringify({ arguments: process.argv.slice(2), execArguments: process.execArgv, executable: process.env.STARTED_AS ?? 'node', processId: process.pid }));
process.exitCode = Number(process.env.EXIT_WITH ?? 0);
`;

/** Installs by linking the real node, and keeps account of its calls. `NPM_PAUSE` keeps it busy until that file exists. */
const NPM = `#!/bin/sh
echo "$PWD $*" >>"$NPM_CALLS"
[ -z "\${NPM_FAILS:-}" ] || { echo 'npm error: no such registry' >&2; exit 1; }
while [ -n "\${NPM_PAUSE:-}" ] && [ ! -e "$NPM_PAUSE" ]; do :; done
rm -rf node_modules
mkdir -p node_modules/.bin
ln -s "$REAL_NODE" node_modules/.bin/node
echo installed packages
`;

/** Sleeps less than asked, and leaves a trace. */
const SLEEP = `#!/bin/sh
: >"$NPM_CALLS.slept"
exec /usr/bin/sleep 0.05
`;

export interface Started {
  readonly processId: number | undefined;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout with the real `airside` script, a command line that says how it was started, and a pretended npm and node in `PATH`. */
export class Checkout implements AsyncDisposable {
  readonly #base: string;
  /** Has a space in its name. */
  readonly root: string;

  private constructor(base: string) {
    this.#base = base;
    this.root = join(base, 'a checkout');
  }

  static async create(): Promise<Checkout> {
    const checkout = new Checkout(await realpath(await mkdtemp(join(tmpdir(), 'airside-start-'))));
    await mkdir(join(checkout.root, 'packages/airside/src'), { recursive: true });
    await writeFile(join(checkout.root, 'packages/airside/src/main.ts'), MAIN);
    await writeFile(join(checkout.root, 'package.json'), '{ "type": "module" }\n');
    await cp(join(repository, 'airside'), join(checkout.root, 'airside'));
    await checkout.lock('one');
    await mkdir(checkout.path('bin'));
    for (const tool of POSIX_TOOLS) await symlink(`/usr/bin/${tool}`, checkout.path(`bin/${tool}`));
    await checkout.tool('npm', NPM);
    await checkout.tool('sleep', SLEEP);
    await checkout.node('20.20.2');
    return checkout;
  }

  path(name: string): string {
    return join(this.#base, name);
  }

  /** Writes package-lock.json. */
  lock(content: string): Promise<void> {
    return writeFile(join(this.root, 'package-lock.json'), content);
  }

  /** Puts a tool into `PATH`. */
  async tool(name: string, script: string): Promise<void> {
    await writeFile(this.path(`bin/${name}`), script);
    await chmod(this.path(`bin/${name}`), 0o755);
  }

  /** Puts a `node` into `PATH` that gives itself out for a version. */
  node(version: string): Promise<void> {
    return this.tool('node', pretendedNode(version, 'host'));
  }

  removeTool(name: string): Promise<void> {
    return rm(this.path(`bin/${name}`));
  }

  link(target: string, name: string): Promise<void> {
    return symlink(target, this.path(name));
  }

  /** The working directories and arguments with which npm was called. */
  async npmCalls(): Promise<string[]> {
    const text = await readFile(this.path('npm-calls'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  }

  /** Runs the script by `command`, which is in the checkout unless it is absolute. */
  start(
    args: readonly string[] = [],
    settings: { readonly command?: string; readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<Started> {
    const { command = join(this.root, 'airside'), cwd = this.root, env = {} } = settings;
    return new Promise((resolve) => {
      const child = execFile(
        command,
        args,
        { cwd, env: { PATH: this.path('bin'), NPM_CALLS: this.path('npm-calls'), REAL_NODE: process.execPath, ...env }, timeout: 20_000 },
        (error, stdout, stderr) => {
          resolve({ processId: child.pid, code: error === null ? 0 : Number(error.code), stdout, stderr });
        },
      );
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#base, { recursive: true });
  }
}

/** A shell script that gives itself out for a version of node, and runs as the real one otherwise. */
export function pretendedNode(version: string, name: string): string {
  return `#!/bin/sh
[ "$1" != --version ] || { echo v${version}; exit 0; }
STARTED_AS=${name} exec "$REAL_NODE" "$@"
`;
}
