import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { ADDITIONAL, METHODS, operationsOf, QUERY } from '../../definition/methods.ts';
import { items, type JsonValue, member, members, stringMember } from '../../json.ts';
import type { Report } from '../finding.ts';
import { toTokens, walk } from '../shapes.ts';

const STANDARD: readonly string[] = [...METHODS, QUERY];
/** A token (RFC 9110 section 5.6.2), which a method is. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What 3.2 adds to path items is used as it says: other methods, and parameters that are the whole query string (sections 4.9 and 4.12). */
export function check32(document: DefinitionDocument, report: Report): void {
  walk(document, (kind, item, trail) => {
    if (kind !== 'pathItem') return;
    const tokens = toTokens(trail);
    for (const [method] of members(member(item, ADDITIONAL))) {
      const isStandard = STANDARD.includes(method.toLowerCase()) && method === method.toUpperCase();
      if (TOKEN.test(method) && !isStandard) continue;
      report({
        severity: 'error',
        tokens: [...tokens, ADDITIONAL, method],
        message: isStandard ? 'a method has a field of its own' : 'a method is not a token',
        expected: isStandard ? `\`${method.toLowerCase()}\` in the path item` : 'letters, digits and hyphens',
        found: method,
      });
    }
    const common = locations(document, item);
    for (const { tokens: way, value } of operationsOf(document, item)) {
      const all = [...common, ...locations(document, value)];
      const whole = all.filter((location) => location === WHOLE).length;
      if (whole === 0 || (whole === 1 && !all.includes('query'))) continue;
      report({
        severity: 'error',
        tokens: [...tokens, ...way],
        message: 'the query string is declared twice',
        expected: `one parameter with \`in: ${WHOLE}\`, or parameters with \`in: query\``,
      });
    }
  });
}

const WHOLE = 'querystring';

function locations(document: DefinitionDocument, owner: JsonValue): readonly (string | undefined)[] {
  return items(member(owner, 'parameters')).map((value) => stringMember(dereference(document, { value, pointer: '' })?.value, 'in'));
}
