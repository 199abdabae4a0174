import { isIP } from 'node:net';

import { isNetwork } from '../address-list.ts';
import type { Subject } from './subject.ts';

const HASH_OF_96_BITS = /^[\w-]{16}$/;

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
    case 'token':
    case 'session':
      return HASH_OF_96_BITS.test(id)
        ? undefined
        : `expected the hash by which Airside knows a ${kind}: 16 characters in base64url, as its exchanges have it`;
    default:
      return undefined;
  }
}
