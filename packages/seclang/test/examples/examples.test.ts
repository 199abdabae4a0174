import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { crsFolder } from '../ftw/configuration.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const NAMES = readdirSync(EXAMPLES);
const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const folder = crsFolder('4.28');

test.each(NAMES)('the README shows examples/%s as it is', (name) => {
  expect(README).toContain(`\`\`\`ts\n${readFileSync(join(EXAMPLES, name), 'utf8')}\`\`\`\n`);
});

const PROGRAMS = NAMES.filter((name) => name !== 'rules.ts');

describe.skipIf(folder === undefined)('with the Core Rule Set', () => {
  test.each(PROGRAMS)('examples/%s lets an honest request pass, and refuses an attack', { timeout: 60_000 }, async (name) => {
    const child = spawn('node', ['--conditions=development', join(EXAMPLES, name)], {
      env: { ...process.env, CRS: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 55_000,
    });
    const ended = once(child, 'close');
    try {
      const url = `http://127.0.0.1:${await portOf(child)}/echo`;
      const send = (value: string) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Mozilla/5.0' },
          body: JSON.stringify({ value }),
        });
      const honest = await send('two cups');
      expect([honest.status, await honest.json()]).toEqual([200, { value: 'two cups' }]);
      expect((await send("1' UNION SELECT password FROM users-- ")).status).toBe(403);
    } finally {
      child.kill();
      await ended;
    }
  });
});

function portOf(child: ReturnType<typeof spawn>): Promise<string> {
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
