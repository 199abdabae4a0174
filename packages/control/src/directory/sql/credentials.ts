import { clientsOf } from './tables/clients.ts';
import { keysOf } from './tables/keys.ts';
import type { Unit } from './unit.ts';

/** Removes the keys and clients of a consumer or an application. */
export async function removeCredentials(unit: Unit, holder: 'consumer' | 'application', id: string): Promise<void> {
  for (const key of await keysOf(unit.database, holder, id)) await unit.remove('key', key);
  for (const client of await clientsOf(unit.database, holder, id)) await unit.remove('client', client);
}
