import type { Risk } from '../risk.ts';
import { stateOf } from './check.ts';
import { hasAnswer } from './declared.ts';

export const unsafeConsumption: Risk = {
  id: 'unsafe-consumption',
  title: 'Unsafe Consumption of APIs',
  places: { 2023: 10 },
  about: 'The API believes what other APIs send it, and passes it on.',
  test: 'Let the services that the API calls answer with attacks and with wrong types.',
  assess: (posture) => {
    if (!hasAnswer(posture)) return { notApplicable: 'the definition declares no body of answers' };
    const contract = stateOf(posture.response.contract);
    const firewall = stateOf(posture.response.firewall);
    return {
      checks: [
        {
          state: contract,
          by: 'contract',
          says: {
            enforced: 'what the API passes on fits its definition (contract.responses.mode: enforce)',
            reported: 'what the API passes on is held against its definition, and passes (contract.responses.mode: report)',
            absent: 'nothing looks at what the API passes on (contract.responses)',
          }[contract],
          ...(contract !== 'enforced' && { mend: 'set policies.contract.responses.mode to enforce' }),
        },
        {
          state: firewall,
          by: 'firewall',
          says: {
            enforced: 'answers are searched (firewall.responses)',
            reported: 'answers are searched, and pass (firewall.mode: detect)',
            absent: 'answers are not searched (firewall.responses: off)',
          }[firewall],
          ...(firewall !== 'enforced' && { mend: 'set policies.firewall.responses to bodies' }),
        },
      ],
      limit: 'the calls that the API makes to others do not go through Airside',
    };
  },
};
