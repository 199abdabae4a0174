import { hash } from 'node:crypto';

import type { RevokedToken } from '@airside/identity';

import type { ItemStore } from '../store/items.ts';

/** Clocks of gateways may be late by so much, and tokens be accepted for so much longer. */
const MARGIN_SECONDS = 60;
/** Remembered so that one that many steps of a revocation name is told once. */
const MOST_REMEMBERED = 1000;

/** What must not be accepted any more although it verifies: kept until the last token concerned has expired. */
export interface Revocations {
  /** All that came of a grant. */
  grant(grantId: string): Promise<void>;
  /** One token, by its `jti`. */
  token(jti: string): Promise<void>;
}

/** What tokens say of the grant that they came of: `grant_id`, from which the grant's own id cannot be told. */
export function grantClaim(grantId: string): string {
  return hash('sha256', grantId, 'base64url');
}

/** Writes revocations down, then tells of them. */
export function createRevocations(
  store: ItemStore,
  accessTokenSeconds: number,
  onRevoked: (tokens: readonly RevokedToken[]) => void,
): Revocations {
  const told = new Set<string>();
  const revoke = async (id: string): Promise<void> => {
    if (told.has(id)) return;
    const until = Math.ceil(Date.now() / 1000) + accessTokenSeconds + MARGIN_SECONDS;
    await store.revoke(id, until);
    if (told.size >= MOST_REMEMBERED) told.clear();
    told.add(id);
    onRevoked([{ id, untilMs: until * 1000 }]);
  };
  return { grant: (grantId) => revoke(grantClaim(grantId)), token: revoke };
}
