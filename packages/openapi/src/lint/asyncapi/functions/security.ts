import { child, type Data, isPlainObject } from '../../document/data.ts';
import { optionsOf } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';

const FLOWS = ['implicit', 'password', 'clientCredentials', 'authorizationCode'];

/** A security requirement names schemes that are defined, and scopes that they have. */
export const asyncApiSecurity: RuleFunction = {
  name: 'asyncApiSecurity',
  compile: (given) => {
    const checked = optionsOf('asyncApiSecurity', given, ['objectType'], ['objectType']);
    if ('problem' in checked) return checked;
    const objectType = checked.options['objectType'] === 'Server' ? 'Server' : 'Operation';
    return {
      run: (value, { linted }) => {
        if (!isPlainObject(value)) return undefined;
        const schemes = child(child(linted.source.value, 'components'), 'securitySchemes');
        return Object.entries(value).flatMap(([name, scopes]) => judge(name, scopes, child(schemes, name), objectType));
      },
      dependsOnValueOnly: false,
    };
  },
};

function judge(name: string, scopes: Data, scheme: Data | undefined, objectType: string): readonly Finding[] {
  if (scheme === undefined) return [{ message: `${objectType} must not reference an undefined security scheme.`, within: [name] }];
  if (child(scheme, 'type') !== 'oauth2' || !Array.isArray(scopes)) return [];
  const flows = child(scheme, 'flows');
  const lists = FLOWS.map((flow) => child(child(flows, flow), 'scopes'));
  const available = new Set(lists.flatMap((list) => (isPlainObject(list) ? Object.keys(list) : [])));
  const message = `Non-existing security scope for the specified security scheme. Available: [${[...available].join(', ')}]`;
  return scopes.flatMap((scope, index): readonly Finding[] =>
    typeof scope === 'string' && !available.has(scope) ? [{ message, within: [name, index] }] : [],
  );
}
