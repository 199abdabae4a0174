import { HAS } from '../fingerprint.ts';
import type { BestFit } from './best-fit.ts';
import { byteAt, foldFullWidth, hexByte } from './bytes.ts';
import type { Transformation } from './transformation.ts';
import { urlDecode } from './url-decode.ts';

/** `t:urlDecodeUni` with a map of its own (`SecUnicodeMapFile`) for `%uHHHH`; for what that does not know, as with the one that is built in. */
export function urlDecodeMapped(fit: BestFit): Transformation {
  return {
    name: 'urlDecodeUni',
    changes: HAS.percent | HAS.plus,
    apply: (value) => {
      const decoded = urlDecode.apply(withBytes(value, fit));
      return decoded === value ? value : decoded;
    },
  };
}

/** The value with `%uHHHH` written as `%HH`: one byte each, which is decoded once. */
function withBytes(value: string, fit: BestFit): string {
  let written = '';
  let copied = 0;
  for (let at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 1)) {
    if ((byteAt(value, at + 1) | 0x20) !== 0x75) continue;
    const high = hexByte(value, at + 2);
    const low = hexByte(value, at + 4);
    if (high < 0 || low < 0) continue;
    const byte = fit(high * 256 + low) ?? foldFullWidth(high, low);
    written += `${value.slice(copied, at)}%${byte.toString(16).padStart(2, '0')}`;
    copied = at + 6;
  }
  return copied === 0 ? value : written + value.slice(copied);
}
