import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { consumerYaml, KEY, KEY_SHA256, startHouse } from '../house.ts';

const IDENTITY = join(import.meta.dirname, '../../../identity');
const EXAMPLES = join(IDENTITY, 'examples');
const NAMES = readdirSync(EXAMPLES);
const README = readFileSync(join(IDENTITY, 'README.md'), 'utf8');

test.each(NAMES)('the README of @airside/identity shows examples/%s as it is', (name) => {
  expect(README).toContain(`\`\`\`ts\n${readFileSync(join(EXAMPLES, name), 'utf8')}\`\`\`\n`);
});

test.each(NAMES)('examples/%s answers calls through the gateway, and refuses others', { timeout: 60_000 }, async (name) => {
  const yaml = (upstream: string) =>
    `${consumerYaml(KEY_SHA256)}apis: { orders: { upstreams: ['${upstream}'], policies: { firewall: { mode: off } } } }`;
  const house = await startHouse(yaml('http://127.0.0.1:9'));
  const child = spawn('node', ['--conditions=development', join(EXAMPLES, name)], {
    env: { ...process.env, AIRSIDE_KEYS: `${house.url}/.airside/jwks.json`, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 55_000,
  });
  const ended = once(child, 'close');
  try {
    const url = `http://127.0.0.1:${await portOf(child)}`;
    await house.apply(yaml(url));
    expect((await house.call('/1', { headers: { 'X-Api-Key': KEY } })).body.toString()).toBe('Hello, acme\n');
    expect((await fetch(`${url}/1`)).status).toBe(401);
    expect(await (await fetch(`${url}/health`)).text()).toBe('Hello, whoever looks after me\n');
  } finally {
    child.kill();
    await ended;
    await house.close();
  }
});

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += String(chunk);
      const port = /port: (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(port);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('close', () => reject(new Error(`the example ended: ${output}`)));
  });
}
