import type { CredentialKind, Principal } from '@airside/domain';
import { LRUCache } from 'lru-cache';

const MOST_ACCOUNTS = 10_000;
const MOST_ADDRESSES = 16;
const MOST_CREDENTIALS = 8;
const REMEMBERED_MS = 7 * 86_400_000;

/** An address that lately succeeded for an account. */
export interface KnownGood {
  /** With what, as a keyed hash: the account may be the beginning of several keys. */
  readonly credentials: Map<string, Principal>;
  succeededAtMs: number;
  /** When an attempt at the account last failed here. */
  failedAtMs: number;
  /** Attempts that are being judged. */
  underWay: number;
}

/** Which addresses lately succeeded for which accounts. Only successes are remembered, so no stranger can fill or empty it. */
export interface KnownGoodAddresses {
  find(kind: CredentialKind, account: string, address: string, nowMs: number): KnownGood | undefined;
  /** Whether any address of the network is known. */
  knowsNetwork(kind: CredentialKind, account: string, network: string, nowMs: number): boolean;
  /** `hashed` is called only where the credential is not known already. */
  remember(success: Success, hashed: () => string): void;
}

export interface Success {
  readonly kind: CredentialKind;
  readonly account: string;
  /** As `addressKey` and `networkKey` return them. */
  readonly address: string;
  readonly network: string;
  readonly principal: Principal;
  readonly nowMs: number;
}

/** Bounded: accounts and addresses of an account that were not used for longest are forgotten first, and all after a week without a success. */
export function createKnownGoodAddresses(): KnownGoodAddresses {
  const accounts = new LRUCache<string, LRUCache<string, KnownGood & { readonly network: string }>>({ max: MOST_ACCOUNTS });
  const isRecent = ({ succeededAtMs }: KnownGood, nowMs: number) => nowMs - succeededAtMs < REMEMBERED_MS;

  return {
    find(kind, account, address, nowMs) {
      const known = accounts.get(`${kind} ${account}`)?.get(address);
      return known !== undefined && isRecent(known, nowMs) ? known : undefined;
    },

    knowsNetwork(kind, account, network, nowMs) {
      for (const known of accounts.get(`${kind} ${account}`)?.values() ?? []) {
        if (known.network === network && isRecent(known, nowMs)) return true;
      }
      return false;
    },

    remember({ kind, account, address, network, principal, nowMs }, hashed) {
      const name = `${kind} ${account}`;
      const addresses = accounts.get(name) ?? new LRUCache({ max: MOST_ADDRESSES });
      if (addresses.size === 0) accounts.set(name, addresses);
      const known = addresses.get(address) ?? {
        credentials: new Map<string, Principal>(),
        succeededAtMs: nowMs,
        failedAtMs: Number.NEGATIVE_INFINITY,
        underWay: 0,
        network,
      };
      if (known.credentials.size === 0) addresses.set(address, known);
      known.succeededAtMs = nowMs;
      for (const other of known.credentials.values()) if (other === principal) return;
      const credential = hashed();
      known.credentials.delete(credential);
      known.credentials.set(credential, principal);
      const oldest = known.credentials.keys().next();
      if (known.credentials.size > MOST_CREDENTIALS && !oldest.done) known.credentials.delete(oldest.value);
    },
  };
}
