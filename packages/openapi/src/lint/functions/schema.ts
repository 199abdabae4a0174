import { child, type Data, isPlainObject } from '../document/data.ts';
import { compileSchema, DIALECTS, type Dialect } from '../schema/ajv.ts';
import { describeErrors } from '../schema/describe.ts';
import type { SchemaError } from '../schema/schema-error.ts';
import { optionsOf } from './options.ts';
import type { Finding, RuleFunction } from './rule-function.ts';

/** A value fits a JSON Schema. */
export const schema: RuleFunction = {
  name: 'schema',
  compile: (given) => {
    const checked = optionsOf('schema', given, ['schema', 'dialect', 'allErrors', 'prepareResults'], ['schema']);
    if ('problem' in checked) return checked;
    const { schema: definition, dialect = 'auto', allErrors } = checked.options;
    if (!isPlainObject(definition))
      return { problem: '"schema" function and its "schema" option accepts only the following types: object' };
    const chosen = dialect === 'auto' ? dialectOf(definition) : DIALECTS.find((name) => name === dialect);
    if (!chosen) {
      return {
        problem: `"schema" function and its "dialect" option accepts only the following values: "auto", ${DIALECTS.map((name) => `"${name}"`).join(', ')}`,
      };
    }
    try {
      const validate = compileSchema(definition, chosen, allErrors === true);
      return {
        run: (value, context) => {
          if (value === undefined) return [{ message: '#{{print("property")}}must exist' }];
          if (validate(value)) return undefined;
          const name = context.path().at(-1);
          return findings((validate.errors ?? []) as readonly SchemaError[], value, name === undefined ? undefined : String(name));
        },
        dependsOnValueOnly: false,
      };
    } catch (error) {
      return {
        problem: `"schema" function and its "schema" option: ${error instanceof Error ? error.message : 'the schema cannot be used'}`,
      };
    }
  },
};

function findings(errors: readonly SchemaError[], value: Data, name: string | undefined): readonly Finding[] {
  return describeErrors(errors, { value, name });
}

function dialectOf(definition: Data): Dialect {
  const declared = child(definition, '$schema');
  const match =
    typeof declared === 'string'
      ? /^https?:\/\/json-schema\.org\/(?:draft-0([467])|draft\/(20(?:19-09|20-12)))\/(?:hyper-)?schema#?$/.exec(declared)
      : null;
  const name = match ? `draft${match[1] ?? match[2]}` : 'draft7';
  return DIALECTS.find((one) => one === name) ?? 'draft7';
}
