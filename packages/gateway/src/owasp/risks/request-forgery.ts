import { urlValues } from '@airside/openapi';

import type { Risk } from '../risk.ts';
import { requestCheck } from './check.ts';

export const requestForgery: Risk = {
  id: 'request-forgery',
  title: 'Server Side Request Forgery',
  places: { 2023: 7 },
  about: 'The API fetches an address that a caller names, from within the network.',
  test: 'Send addresses of your own, of the metadata service and of internal hosts wherever an address is taken.',
  assess: (posture) => {
    const { definition, operation, request, options } = posture;
    const urls = definition === undefined || operation === undefined ? undefined : urlValues(definition, operation);
    if (urls?.length === 0 && request.contract === 'enforces')
      return { notApplicable: 'the definition declares no value that is a URL, and requests are held to it' };
    const where =
      urls === undefined || urls.length === 0 ? 'wherever one stands' : urls.map(({ path }) => path.map(String).join('.')).join(', ');
    const excluded = options.firewall.exclude.length > 0;
    return {
      checks: [
        {
          ...requestCheck(
            posture,
            'firewall',
            {
              enforced: `addresses within the network and odd schemes are refused in URLs (firewall, mode block): ${where}`,
              reported: 'addresses within the network are recorded only (firewall.mode: detect)',
              absent: 'nothing looks at URLs (firewall.mode: off)',
            },
            'set policies.firewall.mode to block',
          ),
          isDecisive: true,
        },
        ...(excluded && request.firewall === 'enforces'
          ? [
              {
                state: 'partial',
                by: 'firewall',
                says: 'some rules are left out on this operation (firewall.exclude)',
                mend: 'see whether the excluded rules are those about URLs',
              } as const,
            ]
          : []),
      ],
      limit: 'names that resolve to addresses within the network cannot be told at the gateway: the API has to check what it connects to',
    };
  },
};
