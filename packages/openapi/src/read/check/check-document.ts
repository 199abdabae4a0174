import type { DefinitionDocument } from '../../definition/document.ts';
import type { ReadBounds } from '../bounds.ts';
import type { Report } from '../finding.ts';
import { checkOperations } from './operations.ts';

/** Everything that is wrong with a document of OpenAPI 3.1, as far as it matters at run time. */
export function checkDocument(document: DefinitionDocument, bounds: ReadBounds, report: Report): void {
  checkOperations(document, bounds, report);
}
