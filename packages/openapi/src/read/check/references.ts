import { suggest } from '@airside/domain/text';

import { type JsonObject, type JsonValue, members, stringMember } from '../../json.ts';
import { parseFragment, valueAt } from '../../pointer.ts';
import type { Report } from '../finding.ts';
import { toTokens, walk } from '../shapes.ts';

/** Every `$ref` into the document points to something. The document may be of any dialect. */
export function checkReferences(document: JsonObject, report: Report): void {
  const known = new Map<string, boolean>();
  walk(document, (_, object, trail) => {
    const reference = stringMember(object, '$ref');
    if (reference === undefined) return;
    const tokens = parseFragment(reference);
    // References that cannot be read, or were refused, were told of when the files were bundled.
    if (tokens === undefined) return;
    const exists = known.get(reference) ?? valueAt(document, tokens) !== undefined;
    known.set(reference, exists);
    if (exists) return;
    const near = nearest(document, tokens);
    report({
      severity: 'error',
      tokens: [...toTokens(trail), '$ref'],
      message: 'a reference points to nothing',
      expected: 'a value in this definition',
      found: reference,
      hint: near && `Did you mean ${near}?`,
    });
  });
}

const MOST_COMPARED = 2000;

function nearest(document: JsonValue, tokens: readonly string[]): string | undefined {
  const around = members(valueAt(document, tokens.slice(0, -1))).map(([name]) => name);
  const near = suggest(tokens.at(-1) ?? '', around.slice(0, MOST_COMPARED));
  if (near === undefined) return undefined;
  return `#/${[...tokens.slice(0, -1), near].map((token) => token.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
