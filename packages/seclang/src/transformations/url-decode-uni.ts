import { HAS } from '../fingerprint.ts';
import { type BestFit, bestFit } from './best-fit.ts';
import { decodeUrl } from './decode-url.ts';
import type { Transformation } from './transformation.ts';

/**
 * `t:urlDecodeUni`: like `t:urlDecode`, and `%uHHHH` as Microsoft's servers read it: by the best fit of code page 20127 (the map of
 * ModSecurity's recommended configuration); a character that it does not know yields its low byte, and full-width forms become ASCII.
 */
export const urlDecodeUni: Transformation = urlDecodeUniBy(bestFit);

/** The same with a map of its own (`SecUnicodeMapFile`). */
export function urlDecodeUniBy(fit: BestFit): Transformation {
  return { name: 'urlDecodeUni', changes: HAS.percent | HAS.plus, apply: (value) => decodeUrl(value, fit) };
}
