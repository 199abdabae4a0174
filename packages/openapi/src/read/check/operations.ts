import { buildDefinition } from '../../definition/build.ts';
import type { DefinitionDocument } from '../../definition/document.ts';
import { isObject, member, stringMember } from '../../json.ts';
import { parsePointer, valueAt } from '../../pointer.ts';
import type { ReadBounds } from '../bounds.ts';
import type { Report } from '../finding.ts';

/** There are not too many operations. */
export function checkAmount(document: DefinitionDocument, report: Report, bounds: ReadBounds): void {
  const { operations } = buildDefinition(document);
  if (operations.length <= bounds.operations) return;
  const found = `${operations.length}`;
  report({ severity: 'error', tokens: ['paths'], message: 'too many operations', expected: `at most ${bounds.operations}`, found });
}

/** There are operations, and each `operationId` is used once (OpenAPI 3.1 section 4.8.10). */
export function checkOperations(document: DefinitionDocument, report: Report): void {
  const paths = member(document, 'paths');
  if (!isObject(paths)) {
    report({ severity: 'error', tokens: ['paths'], message: 'the definition has no paths', expected: 'a mapping `paths`' });
    return;
  }
  const { operations } = buildDefinition(document);
  if (operations.length === 0) {
    report({ severity: 'error', tokens: ['paths'], message: 'the definition has no operations', expected: 'a method below a path' });
  }
  const first = new Map<string, string>();
  for (const operation of operations) {
    const tokens = parsePointer(operation.pointer) ?? [];
    const id = stringMember(valueAt(document, tokens), 'operationId');
    if (id === undefined) continue;
    const earlier = first.get(id);
    const name = `${operation.method} ${operation.template}`;
    if (earlier === undefined) first.set(id, name);
    else {
      report({
        severity: 'error',
        tokens: [...tokens, 'operationId'],
        message: 'an operationId is used twice',
        expected: 'a name of its own for each operation',
        found: `${id}, which ${earlier} also has`,
      });
    }
  }
}
