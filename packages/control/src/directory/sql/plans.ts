import { identifier, type Plan } from '@airside/domain';
import { z } from 'zod';

import { checked, text } from '../fields.ts';
import type { NewPlan } from '../store.ts';
import { putNamed, removeUnused } from './named.ts';
import type { Unit } from './unit.ts';

const LONGEST_WINDOW_MS = 366 * 86_400_000;
const requests = z.int().min(1).max(1_000_000_000);
const windowMs = z.int().min(1).max(LONGEST_WINDOW_MS);

const fields: z.ZodType<Plan> = z.strictObject({
  id: identifier(),
  source: z.literal('store'),
  name: text.exactOptional(),
  rate: z.strictObject({ requests, windowMs, burst: requests.exactOptional() }).exactOptional(),
  quota: z.strictObject({ requests, windowMs }).exactOptional(),
});

export function putPlan(unit: Unit, plan: NewPlan): Promise<Plan> {
  return putNamed(unit, 'plan', checked(fields, { ...plan, source: 'store' }));
}

/** Refused while something has this plan: that would be without limits then. */
export async function removePlan(unit: Unit, id: string): Promise<void> {
  const { database } = unit;
  const users = await Promise.all([
    database.selectFrom('consumers').select('id').where('plan', '=', id).execute(),
    database.selectFrom('applications').select('id').where('plan', '=', id).execute(),
    database.selectFrom('api_keys').select('id').where('plan', '=', id).execute(),
  ]);
  const kinds = ['consumer', 'application', 'key'];
  await removeUnused(
    unit,
    'plan',
    id,
    users.flatMap((rows, index) => rows.map((row) => `${kinds[index]} ${row.id}`)),
  );
}
