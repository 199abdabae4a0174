import type { Flaw } from '../flaw.ts';
import { administrationWithoutRoleCheck } from './administration-without-role-check.ts';
import { cancelWithoutOwnerCheck } from './cancel-without-owner-check.ts';
import { customerWithoutOwnerCheck } from './customer-without-owner-check.ts';
import { debugEndpoint } from './debug-endpoint.ts';
import { exposedColumns } from './exposed-columns.ts';
import { massAssignment } from './mass-assignment.ts';
import { orderWithoutOwnerCheck } from './order-without-owner-check.ts';
import { paymentRace } from './payment-race.ts';
import { predictableIds } from './predictable-ids.ts';
import { priceOfTheClient } from './price-of-the-client.ts';
import { refundWithoutRoleCheck } from './refund-without-role-check.ts';
import { sqlByConcatenation } from './sql-by-concatenation.ts';
import { unboundedPage } from './unbounded-page.ts';
import { unlimitedLogins } from './unlimited-logins.ts';
import { unsignedToken } from './unsigned-token.ts';
import { userEnumeration } from './user-enumeration.ts';
import { verboseErrors } from './verbose-errors.ts';
import { webhookRequest } from './webhook-request.ts';

/** Every flaw by its id in flaws.json. They are planted in this order: some wrap what an earlier one has replaced. */
export const flaws = {
  'order-without-owner-check': orderWithoutOwnerCheck,
  'cancel-without-owner-check': cancelWithoutOwnerCheck,
  'customer-without-owner-check': customerWithoutOwnerCheck,
  'administration-without-role-check': administrationWithoutRoleCheck,
  'refund-without-role-check': refundWithoutRoleCheck,
  'mass-assignment': massAssignment,
  'price-of-the-client': priceOfTheClient,
  'exposed-columns': exposedColumns,
  'sql-by-concatenation': sqlByConcatenation,
  'webhook-request': webhookRequest,
  'unbounded-page': unboundedPage,
  'unlimited-logins': unlimitedLogins,
  'user-enumeration': userEnumeration,
  'verbose-errors': verboseErrors,
  'predictable-ids': predictableIds,
  'unsigned-token': unsignedToken,
  'debug-endpoint': debugEndpoint,
  'payment-race': paymentRace,
} as const satisfies Readonly<Record<string, Flaw>>;

export type FlawId = keyof typeof flaws;
