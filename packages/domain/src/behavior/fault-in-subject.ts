import { isIP } from 'node:net';

import { isNetwork } from '../address-list.ts';
import type { Subject } from './subject.ts';

/** Why a name cannot be that of a caller whom a gateway could hit; undefined where it can. */
export function faultInSubject({ kind, id }: Subject): string | undefined {
  switch (kind) {
    case 'api':
      return 'an API is no caller';
    case 'address':
      return isIP(id) === 0 ? 'expected an address such as 192.0.2.1; a network is network:192.0.2.0/24' : undefined;
    case 'network':
      return isNetwork(id) || /^AS\d{1,10}$/.test(id)
        ? undefined
        : 'expected a network such as 192.0.2.0/24, or an autonomous system such as AS64500';
    default:
      return undefined;
  }
}
