import { keyView, madeKey } from '@airside/control';
import { present } from '@airside/domain';

import { ask } from '../admin/ask.ts';
import { askAtTerminal } from '../admin/confirm.ts';
import { credentialState } from '../admin/credential-state.ts';
import { printSecret, type SecretOutput } from '../admin/print-secret.ts';
import { changeRecord, type List, listRecords, type OutputOptions, showRecord } from '../admin/records.ts';
import { timeText } from '../admin/show.ts';
import { calledAs } from '../called-as.ts';

export interface KeyOptions extends OutputOptions, SecretOutput {
  readonly id?: string;
  readonly consumer: string;
  readonly application?: string;
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly apis?: readonly string[];
  readonly environments?: readonly string[];
  readonly addresses?: readonly string[];
  readonly plan?: string;
  readonly owner?: string;
  readonly expires?: number;
}

type KeyView = ReturnType<typeof keyView.parse>;

export async function listKeys(options: OutputOptions & { readonly consumer?: string; readonly application?: string }): Promise<void> {
  const { consumer, application } = options;
  const fits = consumer !== undefined || application !== undefined ? ' that fits' : '';
  await listRecords(options, {
    ...TABLE,
    path: '/v1/keys',
    query: { consumer, application },
    empty: `there is no key${fits}: \`${calledAs()} keys create\` makes one`,
  });
}

/** Prints the keys that work and that nobody has used for so long. */
export async function listUnusedKeys(options: OutputOptions & { readonly for: number }): Promise<void> {
  const query = { sinceMs: Date.now() - options.for };
  await listRecords(options, { ...TABLE, path: '/v1/unused-keys', query, empty: 'every key that works was made or used since then' });
}

export async function showKey(id: string, options: OutputOptions): Promise<void> {
  await showRecord(options, pathOf(id), keyView);
}

export async function createKey(options: KeyOptions): Promise<void> {
  const { id, consumer, application, name, scopes, apis, environments, addresses, plan, owner, expires: expiresAtMs } = options;
  const body = present({ id, consumer, application, name, scopes, apis, environments, addresses, plan, owner, expiresAtMs });
  const { key, ...made } = await ask(options, { method: 'POST', path: '/v1/keys', body }, madeKey);
  printSecret('key', key, made, options);
}

export async function rotateKey(id: string, options: OutputOptions & SecretOutput & { readonly overlap: number }): Promise<void> {
  const question = { method: 'POST', path: `${pathOf(id)}/rotate`, body: { overlapMs: options.overlap } } as const;
  const { key, ...made } = await ask(options, question, madeKey);
  printSecret('key', key, made, options);
}

export async function revokeKey(id: string, options: OutputOptions & { readonly yes?: boolean }): Promise<void> {
  await askAtTerminal(`key ${id} is revoked`, options.yes);
  await changeRecord(options, { method: 'POST', path: `${pathOf(id)}/revoke` }, keyView, () => `key ${id} is revoked`);
}

const TABLE = {
  view: keyView,
  header: ['key', 'consumer', 'source', 'state', 'shown', 'expires', 'last used', 'name'],
  row: (key) => [
    key.id,
    key.consumer,
    key.source,
    credentialState(key),
    key.shown ?? '-',
    timeText(key.expiresAtMs),
    timeText(key.lastUsedAtMs),
    key.name ?? '-',
  ],
} satisfies Partial<List<KeyView>>;

function pathOf(id: string): string {
  return `/v1/keys/${encodeURIComponent(id)}`;
}
