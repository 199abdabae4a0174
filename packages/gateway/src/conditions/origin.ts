import { compileAddressList } from '@airside/domain';

import { type Condition, oneOf } from './condition.ts';
import type { ConditionOptions } from './options.ts';

/** Stands for a country that is not known (Unicode Technical Standard 35, Unknown or Invalid Territory). */
const UNKNOWN_COUNTRY = 'ZZ';

/** Where the caller calls from. */
export function originConditions({ addresses, countries }: Pick<ConditionOptions, 'addresses' | 'countries'>): readonly Condition[] {
  const conditions: Condition[] = [];
  if (addresses !== undefined) {
    const isAmong = compileAddressList(addresses);
    conditions.push({
      name: 'addresses',
      expected: oneOf(addresses),
      holds: ({ clientAddress }) => isAmong(clientAddress),
      found: ({ clientAddress }) => clientAddress,
    });
  }
  if (countries !== undefined) {
    const set = new Set(countries);
    conditions.push({
      name: 'countries',
      expected: oneOf(countries),
      holds: ({ country }) => set.has(country ?? UNKNOWN_COUNTRY),
      found: ({ country }) => country ?? `${UNKNOWN_COUNTRY} (unknown)`,
    });
  }
  return conditions;
}
