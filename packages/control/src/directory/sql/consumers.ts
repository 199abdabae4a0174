import { type Consumer, identifier } from '@airside/domain';
import { z } from 'zod';

import { checked, names, scopes, text } from '../fields.ts';
import type { ConsumerChanges, NewConsumer } from '../store.ts';
import { removeApplication } from './applications.ts';
import { changed } from './changed.ts';
import { removeCredentials } from './credentials.ts';
import { assertFree, assertReferences, stored } from './references.ts';
import { applicationsOf } from './tables/applications.ts';
import type { Unit } from './unit.ts';

const fields: z.ZodType<Consumer> = z.strictObject({
  id: identifier(),
  source: z.literal('store'),
  name: text.exactOptional(),
  contact: text.exactOptional(),
  scopes,
  roles: names,
  groups: names,
  plan: identifier().exactOptional(),
  suspended: z.boolean(),
});

export async function createConsumer(unit: Unit, consumer: NewConsumer): Promise<Consumer> {
  const record = checked(fields, { scopes: [], roles: [], groups: [], ...consumer, source: 'store', suspended: false });
  await assertFree(unit, 'consumer', record.id);
  await assertNamed(unit, record);
  return unit.put('consumer.create', 'consumer', record);
}

export async function updateConsumer(unit: Unit, id: string, changes: ConsumerChanges): Promise<Consumer> {
  const before = await stored(unit, 'consumer', id);
  const after = checked(fields, { ...changed(before, changes), id, source: 'store' });
  await assertNamed(unit, after);
  return unit.put('consumer.update', 'consumer', after, before);
}

/** With all its applications, keys and clients. */
export async function removeConsumer(unit: Unit, id: string): Promise<void> {
  const record = await stored(unit, 'consumer', id);
  await removeCredentials(unit, 'consumer', id);
  for (const application of await applicationsOf(unit.database, id)) await removeApplication(unit, application.id);
  await unit.remove('consumer', record);
}

function assertNamed(unit: Unit, { plan, groups }: Consumer): Promise<void> {
  return assertReferences(unit, { groups, ...(plan !== undefined && { plan }) });
}
