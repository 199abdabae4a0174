import type { DirectoryContents } from '@airside/domain';

import { StoreUnavailableError } from '../../store-unavailable-error.ts';
import type { Actor, DirectoryStore } from '../store.ts';
import { createApplication, removeApplication, updateApplication } from './applications.ts';
import { createClient, revokeClient, rotateClientSecret } from './clients.ts';
import { configuredRecords } from './configured.ts';
import { createConsumer, removeConsumer, updateConsumer } from './consumers.ts';
import { putGroup, removeGroup } from './groups.ts';
import { history } from './history.ts';
import { findUnusedKeys, recordKeyUse } from './key-uses.ts';
import { createKey, revokeKey, rotateKey } from './keys.ts';
import { putPlan, removePlan } from './plans.ts';
import { TABLES } from './tables/index.ts';
import type { Database } from './tables/table.ts';
import { inUnit, type Unit } from './unit.ts';

export interface DirectoryStoreOptions {
  /**
   * The records that stand in the configuration file now: they can be referred to, their ids are taken, and they cannot be changed here.
   * None where absent.
   */
  readonly configured?: () => Partial<DirectoryContents>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** The most records of a kind, 100,000 where absent: all of them are held in the memory of every gateway process. */
  readonly mostRecords?: number;
}

/** The directory in a database whose tables are up to date. `name` is what errors call it. */
export function sqlDirectoryStore(database: Database, name: string, options: DirectoryStoreOptions): DirectoryStore {
  const { now = Date.now, mostRecords = 100_000 } = options;
  const configured = configuredRecords(options.configured ?? (() => ({})));
  let closed = false;
  const open = (): Database => {
    if (closed) throw new StoreUnavailableError('closed', `${name} is closed`);
    return database;
  };
  const change = async <Result>(by: Actor, work: (unit: Unit) => Promise<Result>) =>
    inUnit({ database: open(), nowMs: now(), configured, by, mostRecords }, work);

  return {
    contents: async () => contents(open()),

    createConsumer: (consumer, by) => change(by, (unit) => createConsumer(unit, consumer)),
    updateConsumer: (id, changes, by) => change(by, (unit) => updateConsumer(unit, id, changes)),
    removeConsumer: (id, by) => change(by, (unit) => removeConsumer(unit, id)),

    createApplication: (application, by) => change(by, (unit) => createApplication(unit, application)),
    updateApplication: (id, changes, by) => change(by, (unit) => updateApplication(unit, id, changes)),
    removeApplication: (id, by) => change(by, (unit) => removeApplication(unit, id)),

    putPlan: (plan, by) => change(by, (unit) => putPlan(unit, plan)),
    removePlan: (id, by) => change(by, (unit) => removePlan(unit, id)),
    putGroup: (group, by) => change(by, (unit) => putGroup(unit, group)),
    removeGroup: (id, by) => change(by, (unit) => removeGroup(unit, id)),

    createKey: (key, by) => change(by, (unit) => createKey(unit, key)),
    rotateKey: (id, overlapMs, by) => change(by, (unit) => rotateKey(unit, id, overlapMs)),
    revokeKey: (id, by) => change(by, (unit) => revokeKey(unit, id)),
    recordKeyUse: async (uses) => recordKeyUse(open(), uses, configured, now()),
    unusedKeys: async (sinceMs) => findUnusedKeys(open(), sinceMs, configured, now()),

    createClient: (client, by) => change(by, (unit) => createClient(unit, client)),
    rotateClientSecret: (issuer, clientId, by) => change(by, (unit) => rotateClientSecret(unit, issuer, clientId)),
    revokeClient: (issuer, clientId, by) => change(by, (unit) => revokeClient(unit, issuer, clientId)),

    history: async (filter) => history(open(), filter),
    async close() {
      if (closed) return;
      closed = true;
      await database.destroy();
    },
  };
}

/** All of it as it was at one moment. */
function contents(database: Database): Promise<DirectoryContents> {
  return database.transaction().execute(async (transaction) => ({
    consumer: await TABLES.consumer.all(transaction),
    application: await TABLES.application.all(transaction),
    plan: await TABLES.plan.all(transaction),
    group: await TABLES.group.all(transaction),
    key: await TABLES.key.all(transaction),
    client: await TABLES.client.all(transaction),
    login: [],
  }));
}
