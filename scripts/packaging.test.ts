import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, test } from 'vitest';

import { type PackedRepository, packRepository } from './testing/packed-repository.ts';

const run = promisify(execFile);
const repository = dirname(import.meta.dirname);
const node = join(repository, 'node_modules/.bin/node');

let packed: PackedRepository;
const contents = new Map<string, readonly string[]>();

beforeAll(async () => {
  packed = await packRepository();
  for (const tarball of packed.tarballs) {
    const { stdout } = await run('tar', ['--list', '--file', tarball]);
    contents.set(tarball, stdout.trim().split('\n'));
  }
  return () => packed[Symbol.asyncDispose]();
}, 120_000);

/** Compiled code with the schemas that it reads, rules of the firewall, rules for definitions. */
const PUBLISHED = /^package\/(dist\/.+\.(js|d\.ts|json)|rules\/[^/]+\.(conf|data)|rulesets\/(pages\/)?[^/]+\.yaml)$/;

describe('every tarball', () => {
  test('there is one for each package', () => {
    expect(contents.size).toBeGreaterThanOrEqual(6);
  });

  test('holds the compiled package, its rules where it has some, its licence and nothing else', () => {
    for (const [tarball, files] of contents) {
      expect(files, tarball).toEqual(expect.arrayContaining(['package/package.json', 'package/LICENSE']));
      const rest = files.filter((file) => !/^package\/(package\.json|LICENSE|README\.md)$/.test(file));
      expect(rest.length, tarball).toBeGreaterThan(0);
      expect(
        rest.filter((file) => !PUBLISHED.test(file) || /\.test\.|\/testing\//.test(file)),
        tarball,
      ).toEqual([]);
    }
  });
});

describe('installed together in an empty folder', () => {
  const airside = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
    run(node, ['node_modules/.bin/airside', ...args], { cwd: packed.consumer, timeout: 30_000 });
  const installed = (path: string): string => join(packed.consumer, 'node_modules', path);

  beforeAll(async () => {
    await writeFile(join(packed.consumer, 'package.json'), '{ "type": "module" }\n');
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...packed.tarballs], {
      cwd: packed.consumer,
    });
  }, 120_000);

  test('airside lint finds its rule sets', async () => {
    await writeFile(join(packed.consumer, 'definition.yaml'), "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n");
    const { stdout } = await airside('lint', 'definition.yaml', '--fail-severity', 'never', '--json');
    expect(stdout).toContain('airside-documentation-description');
  });

  test('airside --version prints the version of the package, on a plain node', async () => {
    const manifest = JSON.parse(await readFile(installed('airside/package.json'), 'utf8')) as { version: string };
    expect((await airside('--version')).stdout.trim()).toBe(manifest.version);
  });

  test('airside check accepts a sound configuration', async () => {
    await writeFile(join(packed.consumer, 'sound.yaml'), 'apis:\n  shop:\n    upstreams: ["http://127.0.0.1:3000"]\n');
    await expect(airside('check', 'sound.yaml')).resolves.toBeDefined();
  });

  test('airside check refuses a configuration with a misspelled field and names its line', async () => {
    await writeFile(join(packed.consumer, 'faulty.yaml'), 'apis:\n  shop:\n    upstreems: ["http://127.0.0.1:3000"]\n');
    const failure: unknown = await airside('check', 'faulty.yaml').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    const { stdout, stderr } = failure as { stdout: string; stderr: string };
    expect(`${stdout}${stderr}`).toContain('faulty.yaml:3:');
  });

  test('a TypeScript program that uses a package sees its types', async () => {
    const program = (version: string): string =>
      `import { problemUri } from '@airside/domain';\n\nexport const uri: ${version} = problemUri('rate-limited');\n`;
    await writeFile(join(packed.consumer, 'right.ts'), program('string'));
    await writeFile(join(packed.consumer, 'wrong.ts'), program('number'));
    const check = (file: string) =>
      run(join(repository, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', file], {
        cwd: packed.consumer,
      });
    await expect(check('right.ts')).resolves.toBeDefined();
    await expect(check('wrong.ts')).rejects.toMatchObject({
      stdout: expect.stringContaining("'string' is not assignable to type 'number'") as string,
    });
  });

  test('the adapters of the firewall engine load without their frameworks', async () => {
    const script =
      "for (const name of ['http', 'express', 'fastify']) console.log(typeof (await import(`@airside/seclang/${name}`)).secLang);";
    const { stdout } = await run(node, ['--input-type=module', '--eval', script], { cwd: packed.consumer });
    expect(stdout.trim().split('\n')).toEqual(['function', 'function', 'function']);
  });

  test('the checks of the identity header load without their frameworks, and demand what protects', async () => {
    const script = `for (const name of ['http', 'express', 'fastify']) {
        const { airsideIdentity } = await import(\`@airside/identity/\${name}\`);
        console.log(typeof airsideIdentity({ keys: { keys: [] }, audience: 'orders' }));
        try { airsideIdentity({}); } catch (error) { console.log(error.name); }
      }`;
    const { stdout } = await run(node, ['--input-type=module', '--eval', script], { cwd: packed.consumer });
    expect(stdout.trim().split('\n')).toEqual(['function', 'TypeError', 'function', 'TypeError', 'function', 'TypeError']);
  });

  test('no package leads a tool to sources that are not there', async () => {
    const script = "import '@airside/domain';";
    await expect(
      run(node, ['--conditions=development', '--input-type=module', '--eval', script], { cwd: packed.consumer }),
    ).resolves.toBeDefined();
  });

  test('airside up starts its workers from the compiled files, and they refuse a call without a credential', async () => {
    await writeFile(join(packed.consumer, 'up.yaml'), 'apis:\n  shop:\n    upstreams: ["http://127.0.0.1:3000"]\n');
    const args = ['node_modules/.bin/airside', 'up', 'up.yaml', '--listen', '127.0.0.1:0', '--data', 'data', '--no-watch'];
    const child = spawn(node, args, { cwd: packed.consumer, stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000 });
    const ended = once(child, 'close');
    let output = '';
    const url = await new Promise<string | undefined>((resolve) => {
      const collect = (chunk: string): void => {
        output += chunk;
        const found = /is ready.* on (http:\S+)\s/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.setEncoding('utf8').on('data', collect);
      child.stderr.setEncoding('utf8').on('data', collect);
      child.once('close', () => resolve(undefined));
    });
    expect(url, output).toBeDefined();
    expect((await fetch(url ?? '')).status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
