import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { operationsOf } from '../../definition/methods.ts';
import { type JsonValue, member, members } from '../../json.ts';
import { parseTemplate, shapeOf } from '../../match/template.ts';
import type { Report } from '../finding.ts';

/** Path templates are well-formed and no two of them match the same paths (OpenAPI 3.1 section 4.8.8). */
export function checkTemplates(document: DefinitionDocument, report: Report): void {
  const seen = new Map<string, { readonly template: string; readonly methods: Set<string> }>();
  for (const [template, item] of members(member(document, 'paths'))) {
    if (template.startsWith('x-')) continue;
    const tokens = ['paths', template];
    const parsed = parseTemplate(template);
    if ('problem' in parsed) {
      report({ severity: 'error', tokens, message: parsed.problem, expected: 'a path such as /orders/{orderId}', found: template });
      continue;
    }
    const names = parsed.segments.flatMap((segment) => segment.names);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) {
      report({
        severity: 'error',
        tokens,
        message: 'a path names a parameter twice',
        expected: 'a name of its own for each',
        found: repeated,
      });
    }
    const shape = shapeOf(parsed.segments);
    const methods = methodsOf(document, item);
    const earlier = seen.get(shape);
    seen.set(shape, { template, methods: methods.union(earlier?.methods ?? new Set()) });
    if (earlier === undefined) continue;
    report({
      // A request has one method: as long as no two operations share it, which one is meant is plain.
      severity: methods.isDisjointFrom(earlier.methods) ? 'warning' : 'error',
      tokens,
      message: 'two path templates match the same paths',
      expected: 'templates that differ in more than the names of their parameters',
      found: `${template} and ${earlier.template}`,
      hint: 'Put the operations of both under one of them.',
    });
  }
}

function methodsOf(document: DefinitionDocument, item: JsonValue): Set<string> {
  const located = dereference(document, { value: item, pointer: '' });
  return new Set(operationsOf(document, located?.value).map(({ method }) => method));
}
