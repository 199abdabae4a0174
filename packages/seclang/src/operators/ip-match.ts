import { AddressSet } from './address-set.ts';
import { MATCHED, type Operator } from './operator.ts';

/**
 * `@ipMatch list`: the value is an address in the list, which holds addresses and networks (`10.0.0.0/8`, `2001:db8::/32`) parted by
 * commas. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address. What is no address never matches.
 */
export const ipMatch: Operator = {
  name: 'ipMatch',
  compile: (argument) => {
    const networks = new AddressSet(argument.split(',').map((entry) => entry.trim()));
    return (value) => (networks.has(value) ? MATCHED : undefined);
  },
};
