import type { RuleSet } from '../compile/rule-set.ts';
import type { OpenCollection } from '../variables/state.ts';
import { ValueMemory } from '../variables/value-memory.ts';
import { Collections } from './collections.ts';
import { TableStore } from './tables.ts';
import { Transaction, type TransactionOptions } from './transaction.ts';

/** A rule set at work: begins transactions, and keeps the collections they share. */
export interface Engine {
  readonly ruleSet: RuleSet;
  transaction(options?: TransactionOptions): Transaction;
}

/** An engine for a rule set. Its persistent collections (`IP`, `GLOBAL`, …) live in memory as long as it does. */
export function createEngine(ruleSet: RuleSet): Engine {
  const memory = ruleSet.remembers ? new ValueMemory(ruleSet.operationCount) : undefined;
  const collections = new Collections({ timeoutSeconds: ruleSet.settings.collectionTimeoutSeconds });
  const tables = new TableStore(ruleSet);
  return {
    ruleSet,
    transaction: (options = {}) => {
      const now = options.now ?? Date.now;
      const openCollection: OpenCollection = (collection, key) => collections.open(collection, key, now());
      return new Transaction(ruleSet, { openCollection, memory, tables }, options);
    },
  };
}
