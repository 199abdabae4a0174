import { ANONYMOUS, type DirectoryContents, type DirectoryKind, type DirectoryRecords, directoryId, type Principal } from '@airside/domain';
import { type Directory, type Holder, standingOf } from '@airside/identity';

import { CommandError } from '../exit.ts';

/** What is said of a caller beside its id. */
export interface Said {
  readonly claims: ReadonlyMap<string, unknown>;
  readonly scopes: readonly string[] | undefined;
  /** The `iss` of a token. */
  readonly issuer: string;
}

const KINDS = ['consumer', 'application', 'key', 'client', 'login'] as const satisfies readonly DirectoryKind[];

type Kind = (typeof KINDS)[number];
type Found = { readonly [K in Kind]: { readonly kind: K; readonly record: DirectoryRecords[K] } }[Kind];

/** A caller, and the key that it is taken to show, whose own limits are still to be looked at. */
export interface Caller {
  readonly principal: Principal;
  readonly key?: DirectoryRecords['key'];
}

/** The caller that an id means, as the identity checkpoint would establish it. Throws a CommandError where none of its credentials is accepted. */
export function callerOf(id: string, contents: DirectoryContents, directory: Directory, said: Said): Caller {
  if (id === 'anonymous') return { principal: ANONYMOUS };
  const found = find(id, contents);
  if (found === undefined) {
    throw new CommandError(`there is no consumer, application, key, client or login "${id}" in configuration and store`, {
      hint: 'airside consumers list prints the consumers',
    });
  }
  const holder = holderOf(found);
  const fault = found.kind === 'client' && found.record.revokedAtMs !== undefined ? 'it was revoked' : undefined;
  const standing = standingOf(holder, directory);
  if (fault !== undefined || 'fault' in standing) {
    throw new CommandError(
      `${found.kind} ${id} would be refused before access is asked: ${fault ?? ('fault' in standing ? standing.fault : '')}`,
    );
  }
  const own = 'scopes' in found.record ? found.record.scopes : undefined;
  const plan = found.kind === 'key' ? found.record.plan : undefined;
  const isToken = found.kind === 'client' || said.claims.size > 0;
  const subject = said.claims.get('sub');
  const principal: Principal = {
    kind: isToken ? 'jwt' : found.kind === 'login' ? 'basic' : 'apiKey',
    subject: typeof subject === 'string' ? subject : found.kind === 'login' ? found.record.username : holder.consumer,
    consumer: holder.consumer,
    credential: directoryId(found),
    scopes: said.scopes ?? own ?? directory.consumer(holder.consumer)?.scopes ?? [],
    ...standing,
    ...(plan !== undefined && { plan }),
    ...(isToken && { issuer: said.issuer, claims: said.claims, ...endUser(said.claims) }),
  };
  return { principal, ...(found.kind === 'key' && { key: found.record }) };
}

/** `key:ID` names the kind, `ID` alone is looked for in all. */
function find(text: string, contents: DirectoryContents): Found | undefined {
  const colon = text.indexOf(':');
  const named = KINDS.find((kind) => kind === text.slice(0, Math.max(colon, 0)));
  const id = named === undefined ? text : text.slice(colon + 1);
  for (const kind of named === undefined ? KINDS : [named]) {
    const record = contents[kind].find((candidate) => directoryId({ kind, record: candidate }) === id);
    if (record !== undefined) return { kind, record } as Found;
  }
  return undefined;
}

function holderOf(found: Found): Holder {
  if (found.kind === 'consumer') return { consumer: found.record.id };
  if (found.kind === 'application') return { consumer: found.record.consumer, application: found.record.id };
  return found.record;
}

/** What claims say of an end user (OpenID Connect Core section 2). */
function endUser(claims: ReadonlyMap<string, unknown>): Pick<Principal, 'authenticatedAtMs' | 'acr' | 'amr'> {
  const [time, acr, amr] = [claims.get('auth_time'), claims.get('acr'), claims.get('amr')];
  return {
    ...(typeof time === 'number' && { authenticatedAtMs: time * 1000 }),
    ...(typeof acr === 'string' && { acr }),
    ...(Array.isArray(amr) && amr.every((method) => typeof method === 'string') && { amr }),
  };
}
