import type { DefinitionDocument } from '../../definition/document.ts';
import type { ReadBounds } from '../bounds.ts';
import type { DocumentFinding, Report } from '../finding.ts';
import type { Purpose } from '../purpose.ts';
import { checkKinds } from './kinds.ts';
import { checkAmount, checkOperations } from './operations.ts';
import { checkParameters } from './parameters.ts';
import { checkRings } from './rings.ts';
import { checkSchemas } from './schemas.ts';
import { checkSecurity } from './security.ts';
import { checkTemplates } from './templates.ts';

type Check = (document: DefinitionDocument, report: Report, bounds: ReadBounds) => void;

/** What makes a document too much, or endless, for everybody. */
const SAFETY: readonly Check[] = [checkAmount, checkRings];
/** What stands in the way of enforcing a document. */
const ENFORCEMENT: readonly Check[] = [checkKinds, checkOperations, checkTemplates, checkParameters, checkSchemas, checkSecurity];

/**
 * Everything that is wrong with a document of OpenAPI 3.1, as far as it matters at run time. Who only describes a document is warned of what
 * stands in the way of enforcing it. Stops when there is more than is shown.
 */
export function checkDocument(document: DefinitionDocument, bounds: ReadBounds, purpose: Purpose, report: Report): void {
  let left = bounds.problems;
  const counted = (finding: DocumentFinding): void => {
    left -= 1;
    if (left >= 0) report(finding);
  };
  for (const check of ENFORCEMENT) check(document, forPurpose(purpose, counted), bounds);
  for (const check of SAFETY) check(document, counted, bounds);
}

/** Reports what stands in the way of enforcing as a warning where that is not the purpose. */
export function forPurpose(purpose: Purpose, report: Report): Report {
  return purpose === 'enforce' ? report : (finding) => report({ ...finding, severity: 'warning' });
}
