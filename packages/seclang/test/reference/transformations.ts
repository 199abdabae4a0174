import type { ReferenceName } from './reference-name.ts';

/** The transformations of ModSecurity 3 and 2. */
export const TRANSFORMATIONS: readonly ReferenceName[] = (
  'base64Decode base64DecodeExt base64Encode cmdLine compressWhitespace cssDecode escapeSeqDecode hexDecode hexEncode htmlEntityDecode jsDecode length ' +
  'lowercase md5 none normalisePath normalisePathWin normalizePath normalizePathWin parityEven7bit parityOdd7bit parityZero7bit removeComments ' +
  'removeCommentsChar removeNulls removeWhitespace replaceComments replaceNulls sha1 sqlHexDecode trim trimLeft trimRight uppercase urlDecode urlDecodeUni ' +
  'urlEncode utf8toUnicode'
)
  .split(' ')
  .map((name) => [name, 'works', ''] as const);
