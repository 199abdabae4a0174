import { child, isPlainObject } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { RuleFunction } from '../../functions/rule-function.ts';
import { unreferenced } from '../../functions/unreferenced.ts';

const COLLECTIONS = ['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'links', 'callbacks'];

/** Every component is pointed to by a `$ref` somewhere. */
export const oasUnusedComponent: RuleFunction = {
  name: 'oasUnusedComponent',
  compile: (options) =>
    noOptions('oasUnusedComponent', options) ?? {
      run: (value, { linted }) =>
        COLLECTIONS.flatMap((collection) => {
          const components = child(child(value, 'components'), collection);
          return isPlainObject(components) ? unreferenced(Object.keys(components), ['components', collection], linted) : [];
        }),
      dependsOnValueOnly: false,
    },
};
