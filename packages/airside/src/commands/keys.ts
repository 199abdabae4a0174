import { type Command, Option } from 'commander';

import type { KeyOptions } from '../actions/keys.ts';
import type { SecretOutput } from '../admin/print-secret.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';
import { expiry, span } from './values.ts';

const ID = 'the key, by its id';
const DAY_MS = 86_400_000;
const SECRET_JSON = 'one JSON object: {"key", "record"}';
const QUIET = 'print the key alone';

export function keysCommand(): Command {
  const command = recordsCommand('keys', 'API keys: made, shown, replaced and revoked.');
  withData(command.command('create'))
    .description('Make an API key. The key is shown this once; Airside keeps its hash.')
    .requiredOption('--consumer <id>', 'whose it is')
    .option('--application <id>', "the consumer's application that it is for")
    .option('--id <id>', 'what the key is called in records and commands; chosen where absent')
    .option('--name <text>', 'what it is for')
    .option('--scopes <scope...>', "what it may do; where absent, the consumer's scopes")
    .option('--apis <id...>', 'the only APIs that it opens')
    .option('--environments <name...>', 'the only environments that it opens')
    .option('--addresses <network...>', 'the only addresses and networks (CIDR) that it is accepted from')
    .option('--expires <time>', 'refused from then on: a date (UTC), RFC 3339, or so long from now: 90d', expiry)
    .option('--plan <id>', 'the plan whose limits count for it')
    .option('--owner <text>', 'who answers for it')
    .option('--quiet', QUIET)
    .option('--json', SECRET_JSON)
    .action(async (options: KeyOptions) => (await actions()).createKey(options));
  withData(command.command('list'))
    .description('Print all keys, those of the configuration file included, without what they are.')
    .option('--consumer <id>', 'only of this consumer')
    .option('--application <id>', 'only of this application')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions & { readonly consumer?: string; readonly application?: string }) =>
      (await actions()).listKeys(options),
    );
  withData(command.command('show'))
    .description('Print what is known of a key.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showKey(id, options));
  withData(command.command('rotate'))
    .description('Make a key that takes the place of another one, which works for a while longer, never beyond its own expiry.')
    .argument('<id>', ID)
    .addOption(new Option('--overlap <span>', 'how long both work').argParser(span).default(DAY_MS, '1d'))
    .option('--quiet', QUIET)
    .option('--json', SECRET_JSON)
    .action(async (id: string, options: OutputOptions & SecretOutput & { readonly overlap: number }) =>
      (await actions()).rotateKey(id, options),
    );
  withData(command.command('revoke'))
    .description('Refuse a key from now on. Cannot be undone.')
    .argument('<id>', ID)
    .option('--yes', 'do not ask at the terminal')
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions & { readonly yes?: boolean }) => (await actions()).revokeKey(id, options));
  withData(command.command('unused'))
    .description('Print the keys that work and that nobody has used for a while.')
    .addOption(new Option('--for <span>', 'so long').argParser(span).default(90 * DAY_MS, '90d'))
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions & { readonly for: number }) => (await actions()).listUnusedKeys(options));
  return command;
}

function actions() {
  return import('../actions/keys.ts');
}
