import type { Posture } from '../posture.ts';
import type { Check, Risk } from '../risk.ts';
import { check } from './check.ts';

export const functionAuthorization: Risk = {
  id: 'function-authorization',
  title: 'Broken Function Level Authorization',
  places: { 2019: 5, 2023: 5 },
  about: 'A caller uses operations that are for others, such as those of administrators.',
  test: 'As each role, call every operation that it should not be able to use, with every method.',
  assess: (posture) => {
    if (posture.isOpen && posture.operation !== undefined && posture.request.access === 'none')
      return { notApplicable: 'the operation is open to everybody' };
    return {
      checks: [
        whoMay(posture),
        check(
          'definition',
          posture.definition !== undefined,
          'operations that the definition does not have are refused',
          'without a definition every method and path is passed on',
          'give the API a definition',
        ),
      ],
    };
  },
};

function whoMay({ options, operation, request }: Posture): Check {
  const { consumers, rules, scopes, default: otherwise } = options.access;
  const by = 'access';
  const mend = 'name the scopes in the definition, or write policies.access.rules';
  const nothing = scopes === 'ignored' ? 'scopes are ignored (access.scopes)' : 'its security names no scopes';
  if (request.access === 'enforces') {
    const alternatives =
      scopes === 'declared' ? (operation?.security ?? []).map(({ schemes }) => schemes.flatMap((scheme) => scheme.scopes)) : [];
    if (alternatives.length > 0 && alternatives.every((needed) => needed.length > 0)) {
      return {
        state: 'enforced',
        by,
        isDecisive: true,
        says: `callers need the scope ${alternatives.map((needed) => needed.join(' ')).join(', or ')} (access.scopes: declared)`,
      };
    }
    if (rules !== undefined && otherwise === 'deny') {
      return {
        state: 'enforced',
        by,
        isDecisive: true,
        says: `only whom a rule allows may use it (access.rules with default: deny; ${rules.length} about this operation)`,
      };
    }
    if (rules?.some(({ effect }) => effect === 'deny') === true) {
      return {
        state: 'partial',
        by,
        says: 'rules deny it to some callers, and everybody else may use it (access.default: allow)',
        mend: 'set policies.access.default to deny',
      };
    }
    if (consumers !== undefined) {
      return {
        state: 'partial',
        by,
        says: `only ${consumers.length} of the consumers may use the API, but each of them every operation (access.consumers)`,
        mend,
      };
    }
  }
  return {
    state: 'absent',
    by,
    isDecisive: true,
    says: `every identified caller may use it: ${nothing}, and no rule or list of consumers limits it (access)`,
    mend,
  };
}
