import { HAS } from '../fingerprint.ts';
import type { Transformation } from './transformation.ts';

/** `t:replaceComments`: one space for each comment of C, also for one that does not end. A lone end of a comment stays. */
export const replaceComments: Transformation = { name: 'replaceComments', changes: HAS.star, adds: HAS.whitespace, apply };

function apply(value: string): string {
  let open = value.indexOf('/*');
  if (open < 0) return value;
  let replaced = '';
  let from = 0;
  while (open >= 0) {
    replaced += `${value.slice(from, open)} `;
    const close = value.indexOf('*/', open + 2);
    if (close < 0) return replaced;
    from = close + 2;
    open = value.indexOf('/*', from);
  }
  return replaced + value.slice(from);
}
