import { HAS } from '../fingerprint.ts';
import { isSpace } from './bytes.ts';
import { dropBytes } from './drop-bytes.ts';
import type { Transformation } from './transformation.ts';

const NO_BREAK_SPACE = 0xa0;
const SPACES = Uint8Array.from({ length: 256 }, (_, byte) => Number(isSpace(byte) || byte === NO_BREAK_SPACE));

/** `t:removeWhitespace`: without white space, the no-break space (0xA0) among it. */
export const removeWhitespace: Transformation = {
  name: 'removeWhitespace',
  changes: HAS.whitespace | HAS.high,
  adds: 0,
  apply: (value) => dropBytes(value, SPACES),
};
