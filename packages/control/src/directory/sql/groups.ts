import { type Group, identifier } from '@airside/domain';
import { z } from 'zod';

import { checked, text } from '../fields.ts';
import type { NewGroup } from '../store.ts';
import { putNamed, removeUnused } from './named.ts';
import { TABLES } from './tables/index.ts';
import type { Unit } from './unit.ts';

const fields: z.ZodType<Group> = z.strictObject({ id: identifier(), source: z.literal('store'), name: text.exactOptional() });

export function putGroup(unit: Unit, group: NewGroup): Promise<Group> {
  return putNamed(unit, 'group', checked(fields, { ...group, source: 'store' }));
}

/** Refused while it has members. */
export async function removeGroup(unit: Unit, id: string): Promise<void> {
  const members = (await TABLES.consumer.all(unit.database)).filter(({ groups }) => groups.includes(id));
  await removeUnused(
    unit,
    'group',
    id,
    members.map((consumer) => `consumer ${consumer.id}`),
  );
}
