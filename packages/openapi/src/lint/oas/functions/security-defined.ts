import { child, type Data, isPlainObject } from '../../document/data.ts';
import { optionsOf } from '../../functions/options.ts';
import type { CheckContext, Finding, RuleFunction } from '../../functions/rule-function.ts';

/** A security requirement names schemes that are defined, and scopes that they have. */
export const oasSecurityDefined: RuleFunction = {
  name: 'oasSecurityDefined',
  compile: (given) => {
    const checked = optionsOf('oasSecurityDefined', given, ['oasVersion']);
    if ('problem' in checked) return checked;
    const isVersion2 = checked.options['oasVersion'] === 2;
    return { run: (value, context) => judge(value, isVersion2, context), dependsOnValueOnly: false };
  },
};

function judge(value: Data | undefined, isVersion2: boolean, context: CheckContext): readonly Finding[] | undefined {
  const document = context.linted.source.value;
  if (!isPlainObject(value) || !isPlainObject(document)) return undefined;
  const requirements = Object.entries(value);
  const areScopes = requirements.every(([, scopes]) => Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string'));
  if (!areScopes) return undefined;
  const schemes = isVersion2 ? child(document, 'securityDefinitions') : child(child(document, 'components'), 'securitySchemes');
  return requirements.flatMap(([name, scopes]): readonly Finding[] => {
    const scheme = child(schemes, name);
    if (scheme === undefined) {
      const object = context.path().length === 2 ? 'API' : 'Operation';
      const location = isVersion2 ? 'securityDefinitions' : 'components.securitySchemes';
      return [{ message: `${object} "security" values must match a scheme defined in the "${location}" object.`, within: [name] }];
    }
    const names = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
    return names.flatMap((scope, index): readonly Finding[] =>
      hasScope(scheme, scope, isVersion2) ? [] : [{ message: `"${scope}" must be listed among scopes.`, within: [name, index] }],
    );
  });
}

function hasScope(scheme: Data, scope: string, isVersion2: boolean): boolean {
  if (isVersion2) return child(child(scheme, 'scopes'), scope) !== undefined;
  const flows = child(scheme, 'flows');
  return isPlainObject(flows) && Object.values(flows).some((flow) => child(child(flow, 'scopes'), scope) !== undefined);
}
