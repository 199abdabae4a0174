import type { DefinitionDocument } from '../../definition/document.ts';
import { member, members } from '../../json.ts';
import { parseTemplate, shapeOf } from '../../match/template.ts';
import type { Report } from '../finding.ts';

/** Path templates are well-formed and no two of them match the same paths (OpenAPI 3.1 section 4.8.8). */
export function checkTemplates(document: DefinitionDocument, report: Report): void {
  const first = new Map<string, string>();
  for (const [template] of members(member(document, 'paths'))) {
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
    const earlier = first.get(shape);
    if (earlier === undefined) first.set(shape, template);
    else {
      report({
        severity: 'error',
        tokens,
        message: 'two path templates match the same paths',
        expected: 'templates that differ in more than the names of their parameters',
        found: `${template} and ${earlier}`,
        hint: 'Put the operations of both under one of them.',
      });
    }
  }
}
