import { combined } from '../sketch/index.ts';
import type { Facts } from './facts.ts';
import { NUMBER } from './window/block.ts';
import type { Entity } from './window/definition.ts';
import type { EntityTable } from './window/entity-table.ts';
import type { EntityTables } from './window/entity-tables.ts';
import { DAY } from './window/spans.ts';
import type { Tally } from './window/tally.ts';

const OF_NETWORK = 0x6e657477;
const SHARED = ['address', 'network', 'agent', 'api'] as const;

type Shared = (typeof SHARED)[number];

/** A day, of which is counted who called. */
interface Counting {
  readonly entities: EntityTable;
  readonly tally: Tally;
}

/**
 * How many proven callers stand behind an address, a network, an agent or an API: thousands share one address of a mobile carrier, and what thousands do is not what one
 * does. Only calls that succeeded count, so that nobody makes himself many by claims.
 */
export class Users {
  readonly #callers: Readonly<Record<Shared, Counting>>;
  /** Addresses of a network. */
  readonly #addresses: Counting;

  constructor(tables: EntityTables) {
    const counting = (entity: Shared, id: string): Counting => {
      const entities = tables.of(entity, 'all');
      return { entities, tally: entities.table.tally({ id, spansMs: [DAY] }) };
    };
    const [address, network, agent, api] = SHARED.map((entity) => counting(entity, 'callers')) as [Counting, Counting, Counting, Counting];
    this.#callers = { address, network, agent, api };
    this.#addresses = counting('network', 'addresses');
  }

  observe(facts: Facts): void {
    if (facts.call.outcome !== 'success' || facts.class === 'anonymous') return;
    for (const entity of SHARED) note(this.#callers[entity], facts, facts.caller);
    note(this.#addresses, facts, facts.key('address'));
  }

  /** Callers of a day behind an address, a network, an agent or an API by its key; behind an operation by that of its API; nobody behind others. */
  behind(entity: Entity, key: number): number {
    const shared = entity === 'operation' ? 'api' : entity;
    return isShared(shared) ? found(this.#callers[shared], key) : 0;
  }

  /** The same of an address: at least as many as the addresses of its network have on average. */
  behindAddress(key: number, network: number): number {
    const own = this.behind('address', key);
    return network === 0 ? own : Math.max(own, this.behind('network', network) / Math.max(1, found(this.#addresses, network)));
  }
}

function note({ entities, tally }: Counting, facts: Facts, what: number): void {
  if (what === 0) return;
  const at = entities.block(tally, facts);
  if (at === 0) return;
  const added = tally.addDistinct(at, combined(what, OF_NETWORK));
  if (added > 0) tally.add(at, added);
}

function found({ entities: { table }, tally }: Counting, key: number): number {
  const row = key === 0 ? -1 : table.find(key);
  const at = row < 0 ? 0 : table.known(tally, row);
  // Both halves of a window hold mostly the same callers.
  return at === 0 ? 0 : Math.max(tally.of(NUMBER.current, at, 0), tally.of(NUMBER.previous, at, 0));
}

function isShared(entity: Entity): entity is Shared {
  return entity === 'address' || entity === 'network' || entity === 'agent' || entity === 'api';
}
