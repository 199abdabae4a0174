import { readFileSync } from 'node:fs';

import { clientView, madeClient } from '@airside/control';
import { present } from '@airside/domain';

import { ask } from '../admin/ask.ts';
import { askAtTerminal } from '../admin/confirm.ts';
import { credentialState } from '../admin/credential-state.ts';
import { noteEffect } from '../admin/effect.ts';
import { printSecret, type SecretOutput } from '../admin/print-secret.ts';
import { changeRecord, listRecords, type OutputOptions, showRecord } from '../admin/records.ts';
import { recordText } from '../admin/show.ts';
import { calledAs } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';

/** The issuer of clients of the authorization server within. */
const OWN_ISSUER = 'airside';

export interface ClientOptions extends OutputOptions, SecretOutput {
  readonly issuer: string;
  readonly clientId?: string;
  readonly consumer: string;
  readonly application?: string;
  readonly name?: string;
  readonly grants: readonly string[];
  readonly redirectUris?: readonly string[];
  readonly scopes?: readonly string[];
  readonly authentication: string;
  readonly jwks?: string;
  readonly dpop?: boolean;
}

export async function listClients(options: OutputOptions & { readonly issuer?: string; readonly consumer?: string }): Promise<void> {
  const { issuer, consumer } = options;
  await listRecords(options, {
    path: '/v1/clients',
    query: { issuer, consumer },
    view: clientView,
    header: ['issuer', 'client', 'consumer', 'source', 'state', 'name'],
    row: (client) => [client.issuer, client.clientId, client.consumer, client.source, credentialState(client), client.name ?? '-'],
    empty: `there is no client: \`${calledAs()} clients create\` makes one`,
  });
}

export async function showClient(issuer: string, clientId: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(issuer, clientId), clientView);
}

export async function createClient(options: ClientOptions): Promise<void> {
  const { issuer, clientId, consumer, application, name } = options;
  const body = {
    ...present({ issuer, clientId, consumer, application, name }),
    ...(issuer === OWN_ISSUER && { registration: registrationOf(options) }),
  };
  await make({ method: 'POST', path: '/v1/clients', body }, options);
}

export async function rotateClient(
  issuer: string,
  clientId: string,
  options: OutputOptions & SecretOutput & { readonly yes?: boolean },
): Promise<void> {
  await askAtTerminal(`the secret of client ${clientId} is replaced and void at once`, options.yes);
  await make({ method: 'POST', path: `${pathOf(issuer, clientId)}/rotate` }, options);
}

export async function revokeClient(issuer: string, clientId: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await askAtTerminal(`client ${clientId} is revoked`, options.yes);
  const question = { method: 'POST', path: `${pathOf(issuer, clientId)}/revoke` } as const;
  await changeRecord(options, question, clientView, () => `client ${clientId} is revoked`);
}

async function make(question: Parameters<typeof ask>[1], options: OutputOptions & SecretOutput): Promise<void> {
  const { secret, ...made } = await ask(options, question, madeClient);
  if (secret !== undefined) return printSecret('secret', secret, made, options);
  process.stdout.write(options.json === true ? `${JSON.stringify({ record: made.record })}\n` : `${recordText(made.record)}\n`);
  noteEffect(made.effect);
}

function registrationOf({ grants, redirectUris = [], scopes = [], authentication, jwks, dpop }: ClientOptions): object {
  return {
    grantTypes: grants,
    redirectUris,
    scopes,
    authentication,
    dpopBound: dpop === true,
    ...(jwks !== undefined && { jwks: readJwks(jwks) }),
  };
}

function readJwks(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new CommandError(`${file} is not a JSON Web Key Set: ${reason}`, { exitCode: EXIT.usage });
  }
}

function pathOf(issuer: string, clientId: string): string {
  return `/v1/clients/${encodeURIComponent(issuer)}/${encodeURIComponent(clientId)}`;
}
