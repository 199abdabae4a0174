import { child, type Data, type DataObject } from '../../document/data.ts';
import type { ResolvedDocument } from '../../document/resolve.ts';
import type { Finding, LintedDocument } from '../../functions/rule-function.ts';
import { type Dialect, dialectNamed } from '../../schema/dialect.ts';
import type { RunOptions } from '../../schema/run.ts';
import { SchemaValidator } from '../../schema/validator.ts';

interface DocumentSchemas {
  readonly validator: SchemaValidator;
  readonly tellsNullable: boolean;
}

const known = new WeakMap<ResolvedDocument, DocumentSchemas>();

/** Checks a value against a schema of the document, in the dialect that the document's version of OpenAPI has. */
export function checkAgainst(
  schema: DataObject,
  value: Data,
  name: string | undefined,
  linted: LintedDocument,
  relaxes?: RunOptions['relaxes'],
): readonly Finding[] {
  let schemas = known.get(linted.resolved);
  if (!schemas) {
    schemas = schemasOf(linted);
    known.set(linted.resolved, schemas);
  }
  const { validator, tellsNullable } = schemas;
  return validator.check(schema, value, name, { allErrors: false, tellsNullable, ...(relaxes ? { relaxes } : {}) });
}

function schemasOf({ source, formats }: LintedDocument): DocumentSchemas {
  const isOas2 = formats.has('oas2');
  const nullable = isOas2 ? ['nullable', 'x-nullable'] : ['nullable'];
  return { validator: new SchemaValidator(dialectOf(source.value, formats), nullable), tellsNullable: isOas2 || formats.has('oas3_0') };
}

function dialectOf(document: Data, formats: ReadonlySet<string>): Dialect {
  if (formats.size === 0) return 'draft7';
  if (!formats.has('oas3_1') && !formats.has('oas3_2')) return 'draft4';
  return dialectNamed(child(document, 'jsonSchemaDialect')) ?? 'draft2020-12';
}
