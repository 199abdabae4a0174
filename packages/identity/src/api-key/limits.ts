import { type ApiKeyRecord, compileAddressList } from '@airside/domain';

/** The limits of a key that stay as they are until its record changes: revocation, APIs, environments. Why it is not good for these, or `undefined`. */
export function faultInPlace(record: ApiKeyRecord, api: string, environment: string): string | undefined {
  if (record.revokedAtMs !== undefined) return `${nameOf(record)} was revoked at ${new Date(record.revokedAtMs).toISOString()}`;
  if (record.apis !== undefined && !record.apis.includes(api)) return `${nameOf(record)} is not for the API ${api}`;
  if (record.environments !== undefined && !record.environments.includes(environment)) {
    return `${nameOf(record)} is not for the environment ${environment}`;
  }
  return undefined;
}

/** Why a key is not good any more, or `undefined`. */
export function faultInLife(record: ApiKeyRecord, nowMs: number): string | undefined {
  if (record.expiresAtMs === undefined || nowMs < record.expiresAtMs) return undefined;
  return `${nameOf(record)} expired at ${new Date(record.expiresAtMs).toISOString()}`;
}

/** Asks whether a key is accepted from an address: why not, or `undefined`. The list is compiled once. */
export function compileOrigin(record: ApiKeyRecord): (address: string) => string | undefined {
  if (record.addresses === undefined) return () => undefined;
  const isAmong = compileAddressList(record.addresses);
  return (address) => (isAmong(address) ? undefined : `${nameOf(record)} is not accepted from ${address}`);
}

/** A call that a key would be shown for. */
export interface KeyUse {
  readonly api: string;
  readonly environment: string;
  readonly clientAddress: string;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
}

/** The first of a key's own limits that a call would break, in the words of a refusal, or `undefined`. */
export function faultInUse(record: ApiKeyRecord, { api, environment, clientAddress, timeMs }: KeyUse): string | undefined {
  return faultInLife(record, timeMs) ?? faultInPlace(record, api, environment) ?? compileOrigin(record)(clientAddress);
}

/** Names a key in a reason. */
export function nameOf({ id, consumer }: ApiKeyRecord): string {
  return `API key ${id} of consumer ${consumer}`;
}
