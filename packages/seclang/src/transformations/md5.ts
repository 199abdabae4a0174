import { hash } from 'node:crypto';

import type { Transformation } from './transformation.ts';

/** `t:md5`: the digest as raw bytes; `t:hexEncode` makes it readable. A name for a value, no protection. */
export const md5: Transformation = {
  name: 'md5',
  changes: 'any',
  lengthens: true,
  apply: (value) => hash('md5', Buffer.from(value, 'latin1'), 'binary'),
};
