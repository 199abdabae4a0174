import { type Application, identifier } from '@airside/domain';
import { z } from 'zod';

import { checked, text } from '../fields.ts';
import type { ApplicationChanges, NewApplication } from '../store.ts';
import { changed } from './changed.ts';
import { removeCredentials } from './credentials.ts';
import { assertFree, assertReferences, stored } from './references.ts';
import type { Unit } from './unit.ts';

const fields: z.ZodType<Application> = z.strictObject({
  id: identifier(),
  source: z.literal('store'),
  consumer: identifier(),
  name: text.exactOptional(),
  plan: identifier().exactOptional(),
  suspended: z.boolean(),
});

export async function createApplication(unit: Unit, application: NewApplication): Promise<Application> {
  const record = checked(fields, { ...application, source: 'store', suspended: false });
  await assertFree(unit, 'application', record.id);
  await assertNamed(unit, record);
  return unit.put('application.create', 'application', record);
}

export async function updateApplication(unit: Unit, id: string, changes: ApplicationChanges): Promise<Application> {
  const before = await stored(unit, 'application', id);
  const after = checked(fields, { ...changed(before, changes), id, source: 'store', consumer: before.consumer });
  await assertNamed(unit, after);
  return unit.put('application.update', 'application', after, before);
}

/** With its keys and clients. */
export async function removeApplication(unit: Unit, id: string): Promise<void> {
  const record = await stored(unit, 'application', id);
  await removeCredentials(unit, 'application', id);
  await unit.remove('application', record);
}

function assertNamed(unit: Unit, { consumer, plan }: Application): Promise<void> {
  return assertReferences(unit, { consumer, ...(plan !== undefined && { plan }) });
}
