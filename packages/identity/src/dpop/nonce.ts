import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Nonces that clients put into their proofs (RFC 9449 section 8 and 9), so that proofs cannot be made ahead of time. */
export interface ProofNonces {
  /** What a client should use from now on. */
  current(): string;
  isCurrent(nonce: string): boolean;
  /** Whether a nonce was given out by a holder of the same key, lately enough. */
  accepts(nonce: string): boolean;
}

export interface ProofNonceOptions {
  /** Secret that all processes have that accept each other's nonces. */
  readonly secret: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Nonces without memory: the number of the minute and a MAC of it under a key derived from a secret. A new one each minute; each is accepted
 * for five.
 */
export function createProofNonces({ secret, now = Date.now }: ProofNonceOptions): ProofNonces {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'airside dpop nonce', 32));
  let latest = { slot: -1, nonce: '' };

  const make = (slot: number): string => {
    const number = Buffer.alloc(SLOT_BYTES);
    number.writeUIntBE(slot, 0, SLOT_BYTES);
    const mac = createHmac('sha256', key).update(number).digest().subarray(0, MAC_BYTES);
    return Buffer.concat([number, mac]).toString('base64url');
  };
  const current = (): string => {
    const slot = Math.floor(now() / SLOT_MS);
    if (latest.slot !== slot) latest = { slot, nonce: make(slot) };
    return latest.nonce;
  };
  return {
    current,
    isCurrent: (nonce) => nonce === current(),
    accepts(nonce) {
      if (nonce.length !== LENGTH) return false;
      const slot = Buffer.from(nonce, 'base64url').readUIntBE(0, SLOT_BYTES);
      const age = Math.floor(now() / SLOT_MS) - slot;
      // One slot ahead: clocks of machines that share the key differ a little.
      return age >= -1 && age < SLOTS_ACCEPTED && timingSafeEqual(Buffer.from(nonce), Buffer.from(make(slot)));
    },
  };
}

const SLOT_MS = 60_000;
const SLOTS_ACCEPTED = 5;
const SLOT_BYTES = 6;
const MAC_BYTES = 18;
/** Characters of base64url; both parts together leave no bits over, so a nonce has one spelling. */
const LENGTH = ((SLOT_BYTES + MAC_BYTES) / 3) * 4;
