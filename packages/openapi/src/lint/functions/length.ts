import { type Data, isPlainObject } from '../document/data.ts';
import { printValue } from '../print.ts';
import { optionsOf } from './options.ts';
import { type Finding, pure, type RuleFunction } from './rule-function.ts';

/** The length of a text or list, the number of members of an object, or a number itself lies within bounds. */
export const length: RuleFunction = {
  name: 'length',
  compile: (given) => {
    const checked = optionsOf('length', given, ['min', 'max']);
    if ('problem' in checked) return checked;
    const { min, max } = checked.options;
    const wrong = [min, max].some((bound) => bound !== undefined && typeof bound !== 'number');
    if (wrong || (min === undefined && max === undefined)) {
      return {
        problem:
          '"length" function has invalid options specified. Example valid options: { "min": 2 }, { "max": 5 }, { "min": 0, "max": 10 }',
      };
    }
    return pure((value) => {
      const size = sizeOf(value);
      if (size === undefined) return undefined;
      const findings: Finding[] = [];
      if (typeof min === 'number' && size < min) findings.push({ message: `#{{print("property")}}must be longer than ${printValue(min)}` });
      if (typeof max === 'number' && size > max)
        findings.push({ message: `#{{print("property")}}must be shorter than ${printValue(max)}` });
      return findings;
    });
  },
};

function sizeOf(value: Data | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isPlainObject(value) ? Object.keys(value).length : undefined;
}
