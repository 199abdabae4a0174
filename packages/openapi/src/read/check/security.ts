import { suggest } from '@airside/domain/text';

import { buildDefinition } from '../../definition/build.ts';
import type { DefinitionDocument } from '../../definition/document.ts';
import { isArray, isObject, type JsonValue, member, members } from '../../json.ts';
import { parsePointer, valueAt } from '../../pointer.ts';
import type { Report } from '../finding.ts';

/** Security requirements name schemes that are declared (OpenAPI 3.1 section 4.8.30). */
export function checkSecurity(document: DefinitionDocument, report: Report): void {
  const declared = members(member(member(document, 'components'), 'securitySchemes')).map(([name]) => name);
  checkRequirements(member(document, 'security'), ['security'], declared, report);
  for (const operation of buildDefinition(document).operations) {
    const tokens = parsePointer(operation.pointer) ?? [];
    checkRequirements(member(valueAt(document, tokens), 'security'), [...tokens, 'security'], declared, report);
  }
}

function checkRequirements(value: JsonValue | undefined, tokens: readonly string[], declared: readonly string[], report: Report): void {
  if (value === undefined) return;
  if (!isArray(value) || !value.every(isObject)) {
    report({ severity: 'error', tokens, message: '`security` has a value that it cannot have', expected: 'a list of mappings' });
    return;
  }
  for (const [index, requirement] of value.entries()) {
    for (const [name] of members(requirement)) {
      if (declared.includes(name)) continue;
      const near = suggest(name, declared);
      report({
        severity: 'error',
        tokens: [...tokens, `${index}`, name],
        message: 'a security scheme is not declared',
        expected: declared.length > 0 ? `one of ${declared.slice(0, 20).join(', ')}` : 'a scheme in components/securitySchemes',
        found: name,
        hint: near && `Did you mean ${near}?`,
      });
    }
  }
}
