import { child, type Data, isPlainObject } from '../document/data.ts';
import { printAsText, printValue } from '../print.ts';
import { noOptions } from './options.ts';
import { type Finding, pure, type RuleFunction } from './rule-function.ts';

/** The values of an `enum` have the type that stands beside it. */
export const typedEnum: RuleFunction = {
  name: 'typedEnum',
  compile: (options) =>
    noOptions('typedEnum', options) ??
    pure((value, { linted }) => {
      const values = child(value, 'enum');
      const type = child(value, 'type');
      if (!isPlainObject(value) || !Array.isArray(values) || !isType(type)) return undefined;
      const isNullable =
        (value['nullable'] === true && linted.formats.has('oas3_0')) || (value['x-nullable'] === true && linted.formats.has('oas2'));
      const types = isNullable ? [...[type].flat(), 'null'] : type;
      const allowed = [types].flat();
      return values.flatMap((item, index): readonly Finding[] => {
        if (allowed.includes(typeOf(item, allowed.includes('integer')))) return [];
        return [{ message: `Enum value ${printValue(item)} must be "${printAsText(types)}".`, within: ['enum', index] }];
      });
    }),
};

function isType(type: Data | undefined): type is string | string[] {
  return typeof type === 'string' || (Array.isArray(type) && type.every((one) => typeof one === 'string'));
}

function typeOf(value: Data, tellsIntegers: boolean): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && tellsIntegers && Number.isInteger(value) ? 'integer' : typeof value;
}
