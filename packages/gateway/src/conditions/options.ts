import { duration, identifier, network, PRINCIPAL_KINDS } from '@airside/domain';
import { z } from 'zod';

import { claimOptions } from './claims-options.ts';
import { timeOptions } from './time-options.ts';

const MOST_VALUES = 1000;

const names = (what: string) => z.array(identifier()).min(1).max(MOST_VALUES).optional().describe(what);
const texts = (what: string) => z.array(z.string().min(1).max(1000)).min(1).max(MOST_VALUES).optional().describe(what);

/**
 * What may be asked of a caller. Each list asks for one of its values; of several conditions all have to hold. What is not known of a caller
 * fits no condition.
 */
export const conditionShape = {
  consumers: names('Ids of consumers.'),
  applications: names('Ids of applications.'),
  plans: names('Ids of plans.'),
  groups: names('Groups of the consumer.'),
  roles: texts('Roles of the consumer.'),
  scopes: texts('Scopes of the credential. An entry of several, separated by spaces, asks for all of these.'),
  credentials: z
    .array(z.enum(PRINCIPAL_KINDS))
    .min(1)
    .max(PRINCIPAL_KINDS.length)
    .optional()
    .describe('Kinds of credential that were shown, also beside another; `anonymous` for none.'),
  claims: claimOptions.optional(),
  addresses: z.array(network()).min(1).max(10_000).optional().describe('Addresses and networks (CIDR) that the caller calls from.'),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, { error: 'expected two capital letters (ISO 3166-1), or ZZ for an unknown country' }))
    .min(1)
    .max(300)
    .optional()
    .describe('Countries that the address belongs to, by two capital letters (ISO 3166-1); `ZZ` where that is not known.'),
  time: timeOptions.optional(),
  acr: texts('Authentication context classes of the end user (`acr`).'),
  amr: texts(
    'Authentication methods of the end user (`amr`), such as `otp`. An entry of several, separated by spaces, asks for all of these.',
  ),
  maxAge: duration().optional().describe('The end user proved who it is no longer ago than this (`auth_time`).'),
};

export const conditionOptions = z.strictObject(conditionShape);

export type ConditionOptions = z.output<typeof conditionOptions>;

/** Whether the country of a caller has to be looked up for the conditions. */
export function asksForCountry({ countries }: ConditionOptions): boolean {
  return countries !== undefined;
}
