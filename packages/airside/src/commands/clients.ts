import { type Command, Option } from 'commander';

import type { ClientOptions } from '../actions/clients.ts';
import type { SecretOutput } from '../admin/print-secret.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';

const ISSUER = 'name of an entry of `issuers`, or airside for the authorization server within';
const CLIENT = 'the client id';
const SECRET_JSON = 'one JSON object: {"secret", "record"}; no secret where the client has none';
const QUIET = 'print the secret alone';
const GRANTS = ['client_credentials', 'authorization_code', 'refresh_token', 'device_code'];
const AUTHENTICATIONS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'];

export function clientsCommand(): Command {
  const command = recordsCommand('clients', 'OAuth clients: which consumer the tokens of a client speak for.');
  withData(command.command('create'))
    .description('Register a client of an identity provider, or make one of the authorization server within.')
    .requiredOption('--issuer <name>', ISSUER)
    .requiredOption('--consumer <id>', 'whose it is')
    .option('--client-id <id>', 'as the provider calls it; chosen where absent, for airside only')
    .option('--application <id>', "the consumer's application that it is for")
    .option('--name <text>', 'what it is for')
    .addOption(new Option('--grants <grant...>', 'airside: how it gets tokens').choices(GRANTS).default(['client_credentials']))
    .option('--redirect-uris <url...>', 'airside: where users are sent back to')
    .option('--scopes <scope...>', 'airside: what its tokens may say')
    .addOption(
      new Option('--authentication <method>', 'airside: how it proves who it is').choices(AUTHENTICATIONS).default('client_secret_basic'),
    )
    .option('--jwks <file>', 'airside: its public keys, for private_key_jwt')
    .option('--dpop', 'airside: its tokens are bound to a key of its own (RFC 9449)')
    .option('--quiet', QUIET)
    .option('--json', SECRET_JSON)
    .action(async (options: ClientOptions) => (await actions()).createClient(options));
  withData(command.command('list'))
    .description('Print all clients, those of the configuration file included.')
    .option('--issuer <name>', 'only of this issuer')
    .option('--consumer <id>', 'only of this consumer')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions & { readonly issuer?: string; readonly consumer?: string }) =>
      (await actions()).listClients(options),
    );
  withData(command.command('show'))
    .description('Print a client.')
    .argument('<issuer>', ISSUER)
    .argument('<client>', CLIENT)
    .option('--json', RECORD_JSON)
    .action(async (issuer: string, client: string, options: OutputOptions) => (await actions()).showClient(issuer, client, options));
  withData(command.command('rotate'))
    .description('Make a new secret. The old one is void at once, which cannot be undone.')
    .argument('<issuer>', ISSUER)
    .argument('<client>', CLIENT)
    .option('--yes', 'do not ask at the terminal')
    .option('--quiet', QUIET)
    .option('--json', SECRET_JSON)
    .action(async (issuer: string, client: string, options: OutputOptions & SecretOutput & { readonly yes?: boolean }) =>
      (await actions()).rotateClient(issuer, client, options),
    );
  withData(command.command('revoke'))
    .description('Refuse the tokens of a client from now on. Cannot be undone.')
    .argument('<issuer>', ISSUER)
    .argument('<client>', CLIENT)
    .option('--yes', 'do not ask at the terminal')
    .option('--json', RECORD_JSON)
    .action(async (issuer: string, client: string, options: OutputOptions & { readonly yes?: boolean }) =>
      (await actions()).revokeClient(issuer, client, options),
    );
  return command;
}

function actions() {
  return import('../actions/clients.ts');
}
