import { checkOperationNames } from '../../conditions/check-names.ts';
import { definePolicy } from '../../pipeline/policy.ts';
import { contractOptions } from './options.ts';
import { optionsFor } from './options-for.ts';
import { requestJudges } from './request-judges.ts';
import { responseJudges } from './response-judges.ts';

/** Whether a request and its answer fit the API's definition. */
export const contract = definePolicy({
  checkpoint: 'contract',
  options: contractOptions,
  compile(options, context) {
    for (const [index, entry] of options.operations.entries()) checkOperationNames(entry, context, ['operations', index]);
    const { definition } = context;
    if (definition === undefined) return () => undefined;
    return (operation) => {
      if (operation === undefined) return undefined;
      const chosen = optionsFor(options, context, operation);
      const request = requestJudges(definition, operation, chosen);
      const response = chosen.mode === 'off' ? undefined : responseJudges(definition, operation, chosen.responses);
      if (request === undefined && response === undefined) return undefined;
      return { ...request, ...(response !== undefined && { response }) };
    };
  },
});
