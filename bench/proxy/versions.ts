import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findCommand, versionLine } from '../harness/commands.ts';

const ROOT = join(import.meta.dirname, '../..');

const TOOLS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['nginx', ['-v']],
  ['haproxy', ['-v']],
  ['wrk', ['--version']],
  ['taskset', ['--version']],
];

/** Versions of Airside (with the commit where this is a checkout), of Node and of the installed tools, by name. */
export function proxyVersions(): Record<string, string> {
  const tools = TOOLS.flatMap(([name, args]) => {
    const command = findCommand(name);
    return command === undefined ? [] : [[name, versionLine(command, args)] as const];
  });
  return { airside: airsideVersion(), node: process.version, ...Object.fromEntries(tools) };
}

function airsideVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'packages/airside/package.json'), 'utf8')) as { version: string };
  const commit = versionLine('git', ['-C', ROOT, 'describe', '--always', '--dirty']);
  return /^[\w.-]+$/.test(commit) ? `${version} (${commit})` : version;
}
