import { parsePointer } from '../../../pointer.ts';
import { type Data, type DataObject, isPlainObject, valueAtPath } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';
import { closestWord } from '../../schema/closest-word.ts';
import { SchemaCompiler } from '../../schema/compile.ts';
import type { Check } from '../../schema/keyword.ts';
import { VOCABULARIES_2020 } from '../../schema/meta.ts';
import { Run, TooManySteps } from '../../schema/run.ts';
import type { SchemaError } from '../../schema/schema-error.ts';
import jsonSchema from '../schemas/json-schema-2020-12.json' with { type: 'json' };
import jsonSchemaValidation from '../schemas/json-schema-2020-12-validation.json' with { type: 'json' };
import draft4 from '../schemas/json-schema-draft-04.json' with { type: 'json' };
import oas20 from '../schemas/oas-2.0.json' with { type: 'json' };
import oas30 from '../schemas/oas-3.0.json' with { type: 'json' };
import oas31 from '../schemas/oas-3.1.json' with { type: 'json' };
import oas31Base from '../schemas/oas-3.1-base.json' with { type: 'json' };
import oas31Dialect from '../schemas/oas-3.1-dialect.json' with { type: 'json' };
import oas32 from '../schemas/oas-3.2.json' with { type: 'json' };
import oas32Base from '../schemas/oas-3.2-base.json' with { type: 'json' };
import oas32Dialect from '../schemas/oas-3.2-dialect.json' with { type: 'json' };

interface DocumentSchema {
  readonly format: string;
  readonly schema: DataObject;
  readonly others: readonly DataObject[];
}

const SHARED = [...VOCABULARIES_2020, jsonSchema, jsonSchemaValidation];

/** In the order in which a document's formats are asked for; the last one is for what is left. */
const SCHEMAS: readonly DocumentSchema[] = [
  { format: 'oas2', schema: oas20, others: [draft4] },
  { format: 'oas3_2', schema: oas32, others: [...SHARED, oas32Base, oas32Dialect] },
  { format: 'oas3_1', schema: oas31, others: [...SHARED, oas31Base, oas31Dialect] },
  { format: 'oas3', schema: oas30, others: [] },
];

const compiled = new Map<string, Check>();

/** A document has the structure that its version of OpenAPI gives it. */
export const oasDocumentSchema: RuleFunction = {
  name: 'oasDocumentSchema',
  compile: (options) =>
    noOptions('oasDocumentSchema', options) ?? {
      run: (value, { linted }) => {
        const chosen = SCHEMAS.find(({ format }) => linted.formats.has(format));
        return chosen && value !== undefined ? judge(value, chosen) : undefined;
      },
      dependsOnValueOnly: false,
    },
};

function judge(document: Data, { format, schema, others }: DocumentSchema): readonly Finding[] {
  let check = compiled.get(format);
  if (!check) {
    check = new SchemaCompiler('draft2020-12', { others }).compile(schema);
    compiled.set(format, check);
  }
  const run = new Run({ allErrors: true });
  try {
    check(document, run, undefined, undefined);
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
  }
  return run.errors.filter(({ keyword }) => keyword !== 'if').map((error) => findingOf(error, document));
}

function findingOf(error: SchemaError, document: Data): Finding {
  const path = error.instancePath === '' ? [] : error.instancePath.slice(1).split('/');
  const property = path.at(-1);
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params['additionalProperty']);
      return { message: `Property "${name}" is not expected to be here`, path: [...path, name] };
    }
    case 'enum': {
      const allowed = error.params['allowedValues'] as readonly Data[];
      const value = valueAtPath(document, parsePointer(error.instancePath) ?? []);
      const meant = typeof value === 'string' && isPlainObject(document) ? closestWord(value, allowed) : undefined;
      const suggestion = meant === undefined ? '' : `. Did you mean "${meant}"?`;
      return { message: `${clean(property, error.message)}: ${allowed.map((one) => JSON.stringify(one)).join(', ')}${suggestion}`, path };
    }
    case 'errorMessage':
      return { message: error.message, path };
    default:
      return { message: clean(property, error.message), path };
  }
}

function clean(property: string | undefined, message: string): string {
  const cleaned = message.replace(/['"]/g, '"').replaceAll('NOT', 'not');
  return property === undefined ? cleaned : `"${property}" property ${cleaned}`;
}
