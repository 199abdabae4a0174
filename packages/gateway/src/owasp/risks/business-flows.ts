import type { Risk } from '../risk.ts';
import { check, isWrite } from './check.ts';

export const businessFlows: Risk = {
  id: 'business-flows',
  title: 'Unrestricted Access to Sensitive Business Flows',
  places: { 2023: 6 },
  about: 'A flow that is harmless once (buying, booking, inviting) does damage when it is run by machines a thousand times.',
  test: 'Name the flows that do damage when automated, and run them as a machine would.',
  assess: (posture) => {
    if (!isWrite(posture)) return { notApplicable: 'the operation changes nothing' };
    const { by, requests, per } = posture.options.rateLimit;
    return {
      checks: [
        check(
          'rateLimit',
          posture.request.rateLimit === 'enforces',
          `a caller gets ${requests} calls in ${per / 1000} s, of all operations together (rateLimit by ${by})`,
          'nothing limits how often it is called',
          'set policies.rateLimit',
        ),
        check(
          'authentication',
          !posture.isOpen,
          'callers are known, and each is counted for itself',
          'anybody may run it without saying who it is',
          'ask for a credential',
        ),
      ],
      limit: 'which flows do damage when automated, and how a machine differs from a customer there, is not in the configuration',
    };
  },
};
