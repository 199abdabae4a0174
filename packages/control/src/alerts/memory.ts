import type { Alert } from './alert.ts';
import type { Group } from './group.ts';
import { type Outgoing, outgoingId } from './outgoing.ts';
import type { Silence } from './silence.ts';
import type { AlertMemory, AlertStore } from './store.ts';
import type { Storm } from './storm.ts';

/** Records of one kind, and which of them the store does not know yet. */
export class Records<Record_> {
  readonly #idOf: (record: Record_) => string;
  readonly #records: Map<string, Record_>;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(idOf: (record: Record_) => string, records: readonly Record_[]) {
    this.#idOf = idOf;
    this.#records = new Map(records.map((record) => [idOf(record), record]));
  }

  get(id: string): Record_ | undefined {
    return this.#records.get(id);
  }
  get size(): number {
    return this.#records.size;
  }
  values(): IterableIterator<Record_> {
    return this.#records.values();
  }

  /** `lasting` false: what differs is not worth writing, such as the present value. */
  put(record: Record_, lasting = true): void {
    const id = this.#idOf(record);
    this.#records.set(id, record);
    if (!lasting) return;
    this.#changed.add(id);
    this.#removed.delete(id);
  }

  remove(id: string): void {
    if (!this.#records.delete(id)) return;
    this.#changed.delete(id);
    this.#removed.add(id);
  }

  changes(): { readonly changed: readonly Record_[]; readonly removed: readonly string[] } {
    const changed = [...this.#changed].map((id) => this.#records.get(id)).filter((record) => record !== undefined);
    return { changed, removed: [...this.#removed] };
  }

  /** The store knows everything. */
  saved(): void {
    this.#changed.clear();
    this.#removed.clear();
  }
}

/** All that is remembered of alerts, in memory and in the store. */
export class Memory {
  readonly alerts: Records<Alert>;
  readonly groups: Records<Group>;
  readonly silences: Records<Silence>;
  readonly storms: Records<Storm>;
  readonly outgoing: Records<Outgoing>;
  readonly #store: AlertStore;

  constructor(store: AlertStore) {
    const { alerts, groups, silences, storms, outgoing } = store.load();
    this.#store = store;
    this.alerts = new Records(({ id }) => id, alerts);
    this.groups = new Records(({ key }) => key, groups);
    this.silences = new Records(({ id }) => id, silences);
    this.storms = new Records(({ channel }) => channel, storms);
    this.outgoing = new Records(outgoingId, outgoing);
  }

  /** Throws as the store does; what was to be saved is saved the next time then. */
  save(): void {
    const kinds = ['alerts', 'groups', 'silences', 'storms', 'outgoing'] as const satisfies readonly (keyof AlertMemory)[];
    const changes = kinds.map((kind) => ({ kind, ...this[kind].changes() }));
    if (changes.every(({ changed, removed }) => changed.length === 0 && removed.length === 0)) return;
    this.#store.save({
      ...Object.fromEntries(changes.map(({ kind, changed }) => [kind, changed])),
      removed: Object.fromEntries(changes.map(({ kind, removed }) => [kind, removed])),
    });
    for (const kind of kinds) this[kind].saved();
  }
}
