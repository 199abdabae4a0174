/** 32 bits of a text, by a secret. */
export type KeyedHash = (text: string) => number;

const KEY_BYTES = 8;

/**
 * HalfSipHash-1-3 (Aumasson and Bernstein, SipHash, 2012) over the UTF-16 units of a text, two a word. Without the key nobody finds texts that collide, which they could for
 * MurmurHash3 whatever its seed. Throws a RangeError for a key that is not 8 bytes.
 */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  if (key.length !== KEY_BYTES) throw new RangeError(`the key of a hash has ${KEY_BYTES} bytes, not ${key.length}`);
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  const [k0, k1] = [view.getInt32(0, true), view.getInt32(4, true)];
  return (text) => halfSipHash(k0, k1, text);
}

/** Two hashes as one, in which their order counts. As strong as they are: no key is needed for what was hashed with one. */
export function combined(one: number, other: number): number {
  return combinedWith(halfCombined(one), other);
}

/** What `combined` makes of the first hash alone: for one that is combined with several. */
export function halfCombined(one: number): number {
  return Math.imul(one ^ (one >>> 15), 0x85ebca6b);
}

export function combinedWith(half: number, other: number): number {
  let hash = half + Math.imul(other ^ 0x9e3779b9, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function halfSipHash(k0: number, k1: number, text: string): number {
  let v0 = k0;
  let v1 = k1;
  let v2 = 0x6c796765 ^ k0;
  let v3 = 0x74656462 ^ k1;
  const { length } = text;
  const words = length >> 1;
  // One word more than the text has, for its last unit and its length, and then the rounds at the end.
  for (let index = 0; index <= words + FINAL_ROUNDS; index++) {
    let word = 0;
    if (index < words) word = text.charCodeAt(2 * index) | (text.charCodeAt(2 * index + 1) << 16);
    else if (index === words) word = (length << 16) | ((length & 1) === 1 ? text.charCodeAt(length - 1) : 0);
    else if (index === words + 1) v2 ^= 0xff;
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = (v1 << 5) | (v1 >>> 27);
    v1 ^= v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = (v3 << 8) | (v3 >>> 24);
    v3 ^= v2;
    v0 = (v0 + v3) | 0;
    v3 = (v3 << 7) | (v3 >>> 25);
    v3 ^= v0;
    v2 = (v2 + v1) | 0;
    v1 = (v1 << 13) | (v1 >>> 19);
    v1 ^= v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  return (v1 ^ v3) >>> 0;
}

const FINAL_ROUNDS = 3;
