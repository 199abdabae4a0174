import { isPlainObject, valueAtPath } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { RuleFunction } from '../../functions/rule-function.ts';

/** Nothing stands beside a `$ref`. */
export const refSiblings: RuleFunction = {
  name: 'refSiblings',
  compile: (options) =>
    noOptions('refSiblings', options) ?? {
      run: (_, context) => {
        const around = context.path().slice(0, -1);
        const holder = valueAtPath(context.linted.source.value, around);
        if (!isPlainObject(holder)) return undefined;
        return Object.keys(holder)
          .filter((key) => key !== '$ref')
          .map((key) => ({ message: '$ref must not be placed next to any other properties', path: [...around, key] }));
      },
      dependsOnValueOnly: false,
    },
};
