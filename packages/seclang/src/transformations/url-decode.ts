import { HAS } from '../fingerprint.ts';
import { decodeUrl } from './decode-url.ts';
import type { Transformation } from './transformation.ts';

/** `t:urlDecode`: decodes `%HH`, and `+` as a space. What is no valid encoding stays. */
export const urlDecode: Transformation = { name: 'urlDecode', changes: HAS.percent | HAS.plus, apply: (value) => decodeUrl(value) };
