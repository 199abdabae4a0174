import { text } from 'node:stream/consumers';

import { generateApiKey, hashApiKey, hashPassword } from '@airside/identity';
import { Command } from 'commander';

import { CommandError, EXIT } from '../exit.ts';
import { note } from '../terminal.ts';

const SHORTEST_PASSWORD = 12;

export function credentialCommand(): Command {
  const command = new Command('credential').description('Make what proves who a caller is, and the hash that configuration files keep.');
  command
    .command('api-key')
    .description('Make an API key. The key is shown this once; the configuration keeps its hash.')
    .option('--json', 'one JSON object: {"key", "sha256"}')
    .action((options: { json?: boolean }) => {
      const key = generateApiKey();
      const sha256 = hashApiKey(key);
      process.stdout.write(options.json ? `${JSON.stringify({ key, sha256 })}\n` : `key     ${key}\nsha256  ${sha256}\n`);
    });
  command
    .command('password')
    .description('Read a password from standard input and print its argon2id hash.')
    .option('--json', 'one JSON object: {"passwordHash"}')
    .action(async (options: { json?: boolean }) => {
      if (process.stdin.isTTY) note('Type the password, then Enter and Ctrl-D (it is shown while you type):');
      const password = (await text(process.stdin)).replace(/\r?\n$/, '');
      if (password.length < SHORTEST_PASSWORD) {
        throw new CommandError(`the password has ${password.length} characters; expected at least ${SHORTEST_PASSWORD}`, {
          exitCode: EXIT.usage,
        });
      }
      const passwordHash = await hashPassword(password);
      process.stdout.write(options.json ? `${JSON.stringify({ passwordHash })}\n` : `${passwordHash}\n`);
    });
  return command;
}
