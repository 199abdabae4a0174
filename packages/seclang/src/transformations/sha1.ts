import { hash } from 'node:crypto';

import type { Transformation } from './transformation.ts';

/** `t:sha1`: the digest as raw bytes; `t:hexEncode` makes it readable. A name for a value, no protection. */
export const sha1: Transformation = {
  name: 'sha1',
  changes: 'any',
  lengthens: true,
  apply: (value) => hash('sha1', Buffer.from(value, 'latin1'), 'binary'),
};
