import type { KeyObject } from 'node:crypto';

import { compactVerify } from 'jose';

import type { CompactToken } from './compact.ts';

/** True where the signature of a token was made with the key. Off the main thread, where the platform can do it there. */
export async function hasSignatureOf(key: KeyObject, { token, header }: CompactToken): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [header.alg] });
    return true;
  } catch {
    // Whatever the library stumbles over: the token has not been shown to be signed by this key.
    return false;
  }
}
