import type { DirectoryRecords } from '@airside/domain';

import { applications } from './applications.ts';
import { clients } from './clients.ts';
import { consumers } from './consumers.ts';
import { groups } from './groups.ts';
import { keys } from './keys.ts';
import { plans } from './plans.ts';
import type { RecordTable, StoredKind } from './table.ts';

/** Where the records of each kind are kept. */
export const TABLES: { readonly [Kind in StoredKind]: RecordTable<DirectoryRecords[Kind]> } = {
  consumer: consumers,
  application: applications,
  plan: plans,
  group: groups,
  key: keys,
  client: clients,
};
