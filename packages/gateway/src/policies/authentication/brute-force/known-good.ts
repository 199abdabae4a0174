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
  /** As `networkKey` returns it. */
  readonly network: string;
  succeededAtMs: number;
  /** When an attempt at the account last failed here. */
  failedAtMs: number;
  /** Attempts that are being judged. */
  underWay: number;
}

export interface Success {
  readonly kind: CredentialKind;
  readonly account: string;
  /** As `addressKey` and `networkKey` return them. */
  readonly address: string;
  readonly network: string;
  /** What `find` says of the address. */
  readonly known: KnownGood | undefined;
  readonly principal: Principal;
  readonly nowMs: number;
  /** The credential as a keyed hash. */
  readonly credential: string;
}

/** Which addresses lately succeeded for which accounts. Only successes are remembered, so no stranger can fill or empty it. */
export interface KnownGoodAddresses {
  find(kind: CredentialKind, account: string, address: string, nowMs: number): KnownGood | undefined;
  /** Whether any address of the network is known. */
  knowsNetwork(kind: CredentialKind, account: string, network: string, nowMs: number): boolean;
  /** Whether this very principal is known already to have succeeded there; that it did so again is noted. */
  confirm(known: KnownGood, principal: Principal, nowMs: number): boolean;
  remember(success: Success): void;
}

/** Bounded: accounts and addresses of an account that were not used for longest are forgotten first, and all after a week without a success. */
export function createKnownGoodAddresses(): KnownGoodAddresses {
  const accounts = new LRUCache<string, LRUCache<string, KnownGood>>({ max: MOST_ACCOUNTS });
  const isRecent = ({ succeededAtMs }: KnownGood, nowMs: number) => nowMs - succeededAtMs < REMEMBERED_MS;

  const add = ({ kind, account, address, network, nowMs }: Success): KnownGood => {
    const name = `${kind} ${account}`;
    const addresses = accounts.get(name) ?? new LRUCache<string, KnownGood>({ max: MOST_ADDRESSES });
    const known = { credentials: new Map(), network, succeededAtMs: nowMs, failedAtMs: Number.NEGATIVE_INFINITY, underWay: 0 };
    addresses.set(address, known);
    accounts.set(name, addresses);
    return known;
  };

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
    confirm(known, principal, nowMs) {
      known.succeededAtMs = nowMs;
      for (const other of known.credentials.values()) if (other === principal) return true;
      return false;
    },
    remember(success) {
      const { credentials } = success.known ?? add(success);
      addCredential(credentials, success.credential, success.principal);
    },
  };
}

/** A credential whose principal changed, as it does with every change of the directory, takes its own place. */
function addCredential(credentials: Map<string, Principal>, credential: string, principal: Principal): void {
  credentials.delete(credential);
  credentials.set(credential, principal);
  const oldest = credentials.keys().next();
  if (credentials.size > MOST_CREDENTIALS && !oldest.done) credentials.delete(oldest.value);
}
