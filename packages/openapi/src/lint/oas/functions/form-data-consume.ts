import { child } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import { pure, type RuleFunction } from '../../functions/rule-function.ts';

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const FOUND = [{ message: 'Consumes must include urlencoded, multipart, or form-data media type when using formData parameter.' }];

/** An operation of OpenAPI 2.0 with form parameters consumes a type that forms are sent in. */
export const oasOpFormDataConsumeCheck: RuleFunction = {
  name: 'oasOpFormDataConsumeCheck',
  compile: (options) =>
    noOptions('oasOpFormDataConsumeCheck', options) ??
    pure((value) => {
      const parameters = child(value, 'parameters');
      const consumes = child(value, 'consumes');
      if (!Array.isArray(parameters) || !Array.isArray(consumes)) return undefined;
      const hasForm = parameters.some((parameter) => child(parameter, 'in') === 'formData');
      const takesForm = consumes.some((type) => typeof type === 'string' && FORM_TYPES.some((form) => type.includes(form)));
      return hasForm && !takesForm ? FOUND : undefined;
    }),
};
