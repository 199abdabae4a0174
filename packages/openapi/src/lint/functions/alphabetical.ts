import { child, type Data, isContainer, isPlainObject } from '../document/data.ts';
import { printValue } from '../print.ts';
import { optionsOf } from './options.ts';
import { pure, type RuleFunction } from './rule-function.ts';

/** The items of a list, or the names of an object, stand in alphabetical order; `keyedBy` names the member of each item that counts. */
export const alphabetical: RuleFunction = {
  name: 'alphabetical',
  compile: (given) => {
    const checked = optionsOf('alphabetical', given, ['keyedBy']);
    if ('problem' in checked) return checked;
    const keyedBy = checked.options['keyedBy'];
    if (keyedBy !== undefined && typeof keyedBy !== 'string') {
      return { problem: '"alphabetical" function and its "keyedBy" option accepts only the following types: string' };
    }
    return pure((value) => {
      if (!isContainer(value)) return undefined;
      const entries: readonly (Data | undefined)[] = Array.isArray(value) ? value : Object.keys(value);
      if (entries.length < 2) return undefined;
      if (keyedBy !== undefined && !entries.every(isContainer)) return [{ message: '#{{print("property")}}must be an object' }];
      const keys = keyedBy === undefined ? entries : entries.map((item) => child(item, keyedBy));
      if (!keys.every((key) => typeof key === 'string' || typeof key === 'number')) {
        return [{ message: '#{{print("property")}}must be one of the allowed types: number, string' }];
      }
      const first = keys.findIndex((key, index) => index + 1 < keys.length && compare(key, keys[index + 1] ?? '') >= 1);
      if (first === -1) return undefined;
      if (keyedBy !== undefined) return [{ message: 'properties must follow the alphabetical order' }];
      const message = `${printValue(keys[first])} must be placed after ${printValue(keys[first + 1])}`;
      return [{ message, within: [isPlainObject(value) ? String(keys[first]) : first] }];
    });
  },
};

/** Numbers, and texts that write them, by their value. */
function compare(one: string | number, other: string | number): number {
  const oneCounts = typeof one === 'number' || Number.isNaN(Number(one));
  const otherCounts = typeof other === 'number' || !Number.isNaN(Number(other));
  if (oneCounts && otherCounts) return Math.min(1, Math.max(-1, Number(one) - Number(other)));
  return typeof one === 'string' && typeof other === 'string' ? one.localeCompare(other) : 0;
}
