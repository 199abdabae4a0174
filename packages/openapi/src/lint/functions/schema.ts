import { isPlainObject } from '../document/data.ts';
import { DIALECTS, dialectNamed } from '../schema/dialect.ts';
import { SchemaValidator } from '../schema/validator.ts';
import { optionsOf } from './options.ts';
import type { RuleFunction } from './rule-function.ts';

/** A value fits a JSON Schema. */
export const schema: RuleFunction = {
  name: 'schema',
  compile: (given) => {
    const checked = optionsOf('schema', given, ['schema', 'dialect', 'allErrors', 'prepareResults'], ['schema']);
    if ('problem' in checked) return checked;
    const { schema: definition, dialect = 'auto', allErrors } = checked.options;
    if (!isPlainObject(definition)) {
      return { problem: '"schema" function and its "schema" option accepts only the following types: object' };
    }
    const chosen = dialect === 'auto' ? (dialectNamed(definition['$schema']) ?? 'draft7') : DIALECTS.find((name) => name === dialect);
    if (!chosen) {
      const names = DIALECTS.map((name) => `"${name}"`).join(', ');
      return { problem: `"schema" function and its "dialect" option accepts only the following values: "auto", ${names}` };
    }
    const validator = new SchemaValidator(chosen);
    const usable = validator.usability(definition);
    if (usable.kind === 'wrong') return { problem: `"schema" function and its "schema" option: ${usable.message}` };
    return {
      run: (value, context) => {
        if (value === undefined) return [{ message: '#{{print("property")}}must exist' }];
        const name = context.path().at(-1);
        return validator.check(definition, value, name === undefined ? undefined : String(name), { allErrors: allErrors === true });
      },
      dependsOnValueOnly: false,
    };
  },
};
