import type { DefinitionDocument } from '../../definition/document.ts';
import type { JsonObject } from '../../json.ts';
import type { Dialect } from '../dialect.ts';
import type { Report } from '../finding.ts';
import { from20 } from './from-2.0.ts';
import { from30 } from './from-3.0.ts';
import { plain32 } from './plain-3.2.ts';

/**
 * The document in OpenAPI 3.1, or in 3.2 with what 3.2 can say in new ways said as 3.1 says it. The argument may be changed. Throws where
 * no sense can be made of a document of 2.0, or one of 3.2 multiplies; what of 3.2 cannot be enforced is reported.
 */
export function upgrade(document: JsonObject, dialect: Dialect, report: Report): DefinitionDocument {
  if (dialect === '2.0') return from30(from20(document));
  if (dialect === '3.0') return from30(document);
  return dialect === '3.1' ? (document as DefinitionDocument) : plain32(document as DefinitionDocument, report);
}
