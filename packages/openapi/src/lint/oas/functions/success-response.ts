import { isPlainObject } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import { pure, type RuleFunction } from '../../functions/rule-function.ts';

const FOUND = [{ message: 'Operation must define at least a single 2xx or 3xx response' }];

/** Among the responses of an operation there is one that says it went well. */
export const oasOpSuccessResponse: RuleFunction = {
  name: 'oasOpSuccessResponse',
  compile: (options) =>
    noOptions('oasOpSuccessResponse', options) ??
    pure((value, { linted }) => {
      if (!isPlainObject(value)) return undefined;
      const isVersion3 = linted.formats.has('oas3');
      const isSuccess = (status: string): boolean =>
        (isVersion3 && (status === '2XX' || status === '3XX')) || (Number(status) >= 200 && Number(status) < 400);
      return Object.keys(value).some(isSuccess) ? undefined : FOUND;
    }),
};
