import { isContainer } from '../document/data.ts';
import { printValue } from '../print.ts';
import { optionsOf } from './options.ts';
import { pure, type RuleFunction } from './rule-function.ts';

/** A text, number, boolean or null is one of the values given. */
export const enumeration: RuleFunction = {
  name: 'enumeration',
  compile: (given) => {
    const checked = optionsOf('enumeration', given, ['values'], ['values']);
    if ('problem' in checked) return checked;
    const values = checked.options['values'];
    if (!Array.isArray(values) || values.some(isContainer)) {
      return {
        problem: '"enumeration" and its "values" option support only arrays of primitive values, i.e. ["Berlin", "London", "Paris"]',
      };
    }
    const message = `#{{print("value")}} must be equal to one of the allowed values: ${values.map(printValue).join(', ')}`;
    return pure((value) => (value === undefined || isContainer(value) || values.includes(value) ? undefined : [{ message }]));
  },
};
