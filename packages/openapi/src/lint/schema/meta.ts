import applicator2020 from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json' with { type: 'json' };
import content2020 from 'ajv/dist/refs/json-schema-2020-12/meta/content.json' with { type: 'json' };
import core2020 from 'ajv/dist/refs/json-schema-2020-12/meta/core.json' with { type: 'json' };
import format2020 from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json' with { type: 'json' };
import metadata2020 from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json' with { type: 'json' };
import unevaluated2020 from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json' with { type: 'json' };
import validation2020 from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json' with { type: 'json' };
import schema2020 from 'ajv/dist/refs/json-schema-2020-12/schema.json' with { type: 'json' };
import draft7 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };

import type { DataObject } from '../document/data.ts';
import { SchemaCompiler } from './compile.ts';
import type { Dialect } from './dialect.ts';
import draft4 from './draft-04.json' with { type: 'json' };
import type { Check } from './keyword.ts';

/** The parts of the schema of JSON Schema 2020-12, by their identifiers. */
export const VOCABULARIES_2020: readonly DataObject[] = [
  schema2020,
  core2020,
  applicator2020,
  unevaluated2020,
  validation2020,
  metadata2020,
  format2020,
  content2020,
];

const known = new Map<string, Check>();

/** The check that a schema is one: against the schema of its dialect. */
export function metaSchema(dialect: Dialect): Check {
  const isNew = dialect === 'draft2019-09' || dialect === 'draft2020-12';
  const name = isNew ? 'draft2020-12' : dialect === 'draft4' ? 'draft4' : 'draft7';
  let check = known.get(name);
  if (!check) {
    const compiler = new SchemaCompiler(name, { others: isNew ? VOCABULARIES_2020 : [] });
    check = compiler.compile(isNew ? schema2020 : name === 'draft4' ? draft4 : draft7);
    known.set(name, check);
  }
  return check;
}
