import { Command } from 'commander';

import type { CredentialOptions } from '../actions/credential.ts';

export function credentialCommand(): Command {
  const command = new Command('credential').description('Make what proves who a caller is, and the hash that configuration files keep.');
  command
    .command('api-key')
    .description('Make an API key. The key is shown this once; the configuration keeps its hash.')
    .option('--json', 'one JSON object: {"key", "sha256"}')
    .action(async (options: CredentialOptions) => {
      const { makeApiKey } = await import('../actions/credential.ts');
      makeApiKey(options);
    });
  command
    .command('password')
    .description('Read a password from standard input and print its argon2id hash.')
    .option('--json', 'one JSON object: {"passwordHash"}')
    .action(async (options: CredentialOptions) => {
      const { makePasswordHash } = await import('../actions/credential.ts');
      await makePasswordHash(options);
    });
  return command;
}
