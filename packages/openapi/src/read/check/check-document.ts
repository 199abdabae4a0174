import type { DefinitionDocument } from '../../definition/document.ts';
import type { ReadBounds } from '../bounds.ts';
import type { DocumentFinding, Report } from '../finding.ts';
import { checkOperations } from './operations.ts';
import { checkParameters } from './parameters.ts';
import { checkRings } from './rings.ts';
import { checkSchemas } from './schemas.ts';
import { checkSecurity } from './security.ts';
import { checkTemplates } from './templates.ts';

const CHECKS: readonly ((document: DefinitionDocument, report: Report, bounds: ReadBounds) => void)[] = [
  checkOperations,
  checkTemplates,
  checkParameters,
  checkSchemas,
  checkRings,
  checkSecurity,
];

/** Everything that is wrong with a document of OpenAPI 3.1, as far as it matters at run time. Stops when there is more than is shown. */
export function checkDocument(document: DefinitionDocument, bounds: ReadBounds, report: Report): void {
  let left = bounds.problems;
  const counted = (finding: DocumentFinding): void => {
    left -= 1;
    if (left >= 0) report(finding);
  };
  for (const check of CHECKS) check(document, counted, bounds);
}
