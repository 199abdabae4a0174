import { isPlainObject } from '../../document/data.ts';
import { optionsOf } from '../../functions/options.ts';
import type { RuleFunction } from '../../functions/rule-function.ts';
import { checkAgainst } from './schema-check.ts';

/** A value fits a JSON Schema, in the dialect of the document's version of OpenAPI. */
export const oasSchema: RuleFunction = {
  name: 'oasSchema',
  compile: (given) => {
    const checked = optionsOf('oasSchema', given, ['schema'], ['schema']);
    if ('problem' in checked) return checked;
    const { schema } = checked.options;
    if (!isPlainObject(schema)) return { problem: '"oasSchema" function and its "schema" option accepts only the following types: object' };
    return {
      run: (value, { linted, path }) => {
        if (value === undefined) return [{ message: '#{{print("property")}}must exist' }];
        const name = path().at(-1);
        return checkAgainst(schema, value, name === undefined ? undefined : String(name), linted);
      },
      dependsOnValueOnly: false,
    };
  },
};
