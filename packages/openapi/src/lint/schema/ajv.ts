import type { ValidateFunction } from 'ajv';
import { Ajv, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { FORMATS } from '../../validate/schema/formats/index.ts';
import type { DataObject } from '../document/data.ts';
import { compileExpression } from '../regular-expression.ts';

export const DIALECTS = ['draft4', 'draft6', 'draft7', 'draft2019-09', 'draft2020-12'] as const;

export type Dialect = (typeof DIALECTS)[number];

const OPTIONS: Options = {
  strict: false,
  allowUnionTypes: true,
  logger: false,
  validateSchema: false,
  addUsedSchema: false,
  ownProperties: true,
  unicodeRegExp: false,
  formats: FORMATS,
  code: { regExp: Object.assign(linear, { code: 'linear' }) },
};

/**
 * Compiles a schema that a rule set holds.
 * @throws where the schema is not usable
 */
export function compileSchema(schema: DataObject, dialect: Dialect, allErrors: boolean): ValidateFunction {
  const { $schema: _, ...rest } = schema;
  return ajvFor(dialect, allErrors).compile(rest);
}

function ajvFor(dialect: Dialect, allErrors: boolean): Ajv {
  const options = { ...OPTIONS, allErrors };
  if (dialect === 'draft2020-12') return new Ajv2020(options);
  return dialect === 'draft2019-09' ? new Ajv2019(options) : new Ajv(options);
}

function linear(source: string, flags: string): { test(text: string): boolean } {
  const expression = compileExpression(source, flags.replace('u', ''));
  if ('problem' in expression) throw new Error(`the pattern ${source} cannot be used: ${expression.problem}`);
  return expression;
}
