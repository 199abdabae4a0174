import { child, isPlainObject } from '../document/data.ts';
import { CASES, isCased } from './cases.ts';
import { optionsOf } from './options.ts';
import { pure, type RuleFunction } from './rule-function.ts';

/** A text is written in a case, as a whole or in groups with a separator between them. */
export const casing: RuleFunction = {
  name: 'casing',
  compile: (given) => {
    const checked = optionsOf('casing', given, ['type', 'disallowDigits', 'separator'], ['type']);
    if ('problem' in checked) return checked;
    const { type, disallowDigits, separator } = checked.options;
    const casing = CASES.find((name) => name === type);
    if (!casing) return { problem: `"casing" function and its "type" option accept the following values: ${CASES.join(', ')}` };
    if (disallowDigits !== undefined && typeof disallowDigits !== 'boolean') {
      return { problem: '"casing" function and its "disallowDigits" option accepts only the following types: boolean' };
    }
    const character = child(separator, 'char');
    if (separator !== undefined && (!isPlainObject(separator) || typeof character !== 'string' || character.length > 1)) {
      return { problem: '"casing" function and its "separator.char" option accepts only char, i.e. "I" or "/"' };
    }
    const allowLeading = child(separator, 'allowLeading') === true;
    const groups = typeof character === 'string' ? { character, allowLeading } : undefined;
    return pure((value) => {
      if (typeof value !== 'string' || value === '') return undefined;
      if (groups?.allowLeading && value.length === 1 && value === groups.character) return undefined;
      return isCased(value, casing, disallowDigits !== true, groups) ? undefined : [{ message: `must be ${casing} case` }];
    });
  },
};
