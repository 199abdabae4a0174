import { hash } from 'node:crypto';

/** An id of fixed length for what the parts name together: 132 bits, so that two share one by chance is out of the question. */
export function replayId(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, ID_CHARACTERS);
}

const ID_CHARACTERS = 22;
