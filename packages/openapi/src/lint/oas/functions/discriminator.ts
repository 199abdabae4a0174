import { child, isPlainObject } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import { type Finding, pure, type RuleFunction } from '../../functions/rule-function.ts';

/** The `discriminator` of OpenAPI 2.0 names a property that is defined and required. */
export const oasDiscriminator: RuleFunction = {
  name: 'oasDiscriminator',
  compile: (options) =>
    noOptions('oasDiscriminator', options) ??
    pure((value) => {
      const name = child(value, 'discriminator');
      if (!isPlainObject(value) || typeof name !== 'string') return undefined;
      const findings: Finding[] = [];
      const properties = child(value, 'properties');
      if (!isPlainObject(properties) || !Object.hasOwn(properties, name)) {
        findings.push({ message: 'The discriminator property must be defined in this schema.', within: ['properties'] });
      }
      const required = child(value, 'required');
      if (!Array.isArray(required) || !required.includes(name)) {
        findings.push({ message: 'The discriminator property must be in the required property list.', within: ['required'] });
      }
      return findings;
    }),
};
