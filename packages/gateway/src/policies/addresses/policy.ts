import { compileAddressList, network } from '@airside/domain';
import { z } from 'zod';

import { definePolicy, type Refusal } from '../../pipeline/policy.ts';

const networks = z.array(network()).max(10_000);

const refusal: Refusal = { problem: 'address-refused', reason: 'address is denied' };

/** Only named addresses and networks may call. A denied address stays denied, whatever is allowed. */
export const addresses = definePolicy({
  checkpoint: 'connection',
  options: z
    .strictObject({
      allow: networks.optional().describe('Only these may call; every address where absent.'),
      deny: networks.default([]).describe('These may not call, even where `allow` names them.'),
    })
    .describe('Which addresses and networks (CIDR) may call.'),
  compile({ allow, deny }) {
    if (allow === undefined && deny.length === 0) return () => undefined;
    const isAllowed = allow === undefined ? () => true : compileAddressList(allow);
    const isDenied = compileAddressList(deny);
    return () => ({
      head: ({ clientAddress }) => {
        if (isDenied(clientAddress)) return refusal;
        return isAllowed(clientAddress) ? undefined : { ...refusal, reason: 'address is not among the allowed ones' };
      },
    });
  },
});
