import { suggest } from '@airside/domain/text';

import { type JsonValue, members } from '../json.ts';
import { toFragment, valueAt } from '../pointer.ts';
import type { Finding } from './finding.ts';
import type { Place } from './origins.ts';

/** Something in another file that a reference names, by its place or by its name, and what is to be done once that file is there. */
export interface Pending {
  readonly target: NamedPlace;
  readonly from: Place;
  readonly accept: (value: JsonValue | undefined, place: Place) => void;
}

export interface NamedPlace extends Place {
  readonly anchor?: string;
}

/** What is said of a reference to something that is not in its file. */
export function dangling(value: JsonValue, { target, from }: Pending): Finding {
  if (target.anchor !== undefined) {
    const expected = `a schema with that \`$anchor\` or \`$dynamicAnchor\` in ${target.file}`;
    return { severity: 'error', ...from, message: 'a reference names a schema that is not there', expected, found: target.anchor };
  }
  const name = target.tokens.at(-1) ?? '';
  const siblings = members(valueAt(value, target.tokens.slice(0, -1))).map(([sibling]) => sibling);
  const near = suggest(name, siblings);
  return {
    severity: 'error',
    ...from,
    message: 'a reference points to nothing',
    expected: `a value in ${target.file}`,
    found: toFragment(target.tokens),
    ...(near === undefined ? {} : { hint: `Did you mean ${toFragment([...target.tokens.slice(0, -1), near])}?` }),
  };
}
