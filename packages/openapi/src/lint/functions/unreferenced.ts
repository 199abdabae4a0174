import { parseFragment } from '../../pointer.ts';
import { isPlainObject } from '../document/data.ts';
import { targetKey } from '../document/resolve.ts';
import { optionsOf } from './options.ts';
import type { Finding, LintedDocument, RuleFunction } from './rule-function.ts';

/** Each member of a collection of reusable objects is pointed to by a `$ref` somewhere. */
export const unreferencedReusableObject: RuleFunction = {
  name: 'unreferencedReusableObject',
  compile: (given) => {
    const checked = optionsOf('unreferencedReusableObject', given, ['reusableObjectsLocation'], ['reusableObjectsLocation']);
    if ('problem' in checked) return checked;
    const location = checked.options['reusableObjectsLocation'];
    const tokens = typeof location === 'string' ? parseFragment(location) : undefined;
    if (!tokens) {
      return {
        problem:
          '"unreferencedReusableObject" and its "reusableObjectsLocation" option support only valid JSON Pointer fragments, i.e. "#", "#/foo", "#/paths/~1user"',
      };
    }
    return {
      run: (value, { linted }) => (isPlainObject(value) ? unreferenced(Object.keys(value), tokens, linted) : undefined),
      dependsOnValueOnly: false,
    };
  },
};

export function unreferenced(
  names: readonly string[],
  location: readonly string[],
  { source, resolved }: LintedDocument,
): readonly Finding[] {
  return names
    .filter((name) => !resolved.targets.has(targetKey(source.file, [...location, name])))
    .map((name) => ({ message: 'Potential orphaned reusable object has been detected', path: [...location, name] }));
}
