import { type Sanction, subjectKey } from '@airside/domain';

import type { BehaviorStore, CountedSanction, ListedSanction, Page, PageOptions, SanctionFilter } from './store.ts';

/** A place in the list among what is not stored, which comes first: how many were shown. */
const UNSTORED_PLACE = /^u(\d{1,15})$/;

/** A sanction as it is by now, of which the store does not know all. */
interface Waiting {
  readonly sanction: Sanction;
  /** The store has it, but not yet that it is undone. */
  readonly isInStore: boolean;
}

export interface SanctionKeeperOptions {
  readonly store: Pick<BehaviorStore, 'addSanction' | 'undo' | 'sanction' | 'sanctions'>;
  /** Told when the store does not take a change. */
  readonly onProblem: (error: Error) => void;
  readonly now: () => number;
  readonly retryMs: number;
}

/** Keeps sanctions: what the store does not take, as on a full disk, is kept in memory, listed with what is stored, and stored as soon as that is possible. */
export class SanctionKeeper {
  readonly #store: SanctionKeeperOptions['store'];
  readonly #onProblem: (error: Error) => void;
  readonly #now: () => number;
  readonly #retryMs: number;
  /** In the order in which the store is to be told. */
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ store, onProblem, now, retryMs }: SanctionKeeperOptions) {
    this.#store = store;
    this.#onProblem = onProblem;
    this.#now = now;
    this.#retryMs = retryMs;
  }

  /** How many a restart would forget, or forget the end of. */
  get unstored(): number {
    return this.#waiting.size;
  }

  async add(sanction: Sanction): Promise<void> {
    await this.#keep({ sanction, isInStore: false });
  }

  async undo({ hits: _, stored: __, ...sanction }: ListedSanction, undone: NonNullable<Sanction['undone']>): Promise<void> {
    await this.#keep({ sanction: { ...sanction, undone }, isInStore: this.#waiting.get(sanction.id)?.isInStore ?? true });
  }

  async find(id: string): Promise<ListedSanction | undefined> {
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) return { ...waiting.sanction, hits: 0, stored: false };
    const stored = await this.#store.sanction(id);
    return stored && { ...stored, stored: true };
  }

  /** Newest first, what the store does not have before all else. */
  async list(filter: SanctionFilter, { limit, after }: PageOptions): Promise<Page<ListedSanction>> {
    const [, shown] = UNSTORED_PLACE.exec(after ?? 'u0') ?? [];
    if (shown === undefined) return this.#listStored(filter, { limit, ...(after !== undefined && { after }) });
    const start = Number(shown);
    const unstored = [...this.#waiting.values()]
      .filter(({ isInStore, sanction }) => !isInStore && fits(sanction, filter))
      .map(({ sanction }): ListedSanction => ({ ...sanction, hits: 0, stored: false }))
      .reverse();
    const items = unstored.slice(start, start + limit);
    if (items.length === limit) return { items, next: `u${start + limit}` };
    const rest = await this.#listStored(filter, { limit: limit - items.length });
    return { items: [...items, ...rest.items], next: rest.next };
  }

  /** Tries for the last time; yields what could not be stored. */
  async close(): Promise<readonly Sanction[]> {
    clearTimeout(this.#timer);
    await this.#tellAll();
    clearTimeout(this.#timer);
    return [...this.#waiting.values()].map(({ sanction }) => sanction);
  }

  async #listStored(filter: SanctionFilter, page: PageOptions): Promise<Page<ListedSanction>> {
    const { items, next } = await this.#store.sanctions(filter, page);
    return { items: items.flatMap((sanction) => this.#asItIs(sanction, filter)), next };
  }

  #asItIs(stored: CountedSanction, filter: SanctionFilter): readonly ListedSanction[] {
    const waiting = this.#waiting.get(stored.id);
    if (waiting === undefined) return [{ ...stored, stored: true }];
    return waiting.isInStore && fits(waiting.sanction, filter) ? [{ ...waiting.sanction, hits: stored.hits, stored: false }] : [];
  }

  async #keep(waiting: Waiting): Promise<void> {
    const { id } = waiting.sanction;
    try {
      await this.#tell(waiting);
      this.#waiting.delete(id);
    } catch (error) {
      this.#onProblem(error as Error);
      this.#waiting.set(id, waiting);
      this.#later();
    }
  }

  async #tell({ sanction, isInStore }: Waiting): Promise<void> {
    const { id, undone } = sanction;
    if (!isInStore && (await this.#store.sanction(id)) === undefined) await this.#store.addSanction({ ...sanction, undone: null });
    if (undone !== null) await this.#store.undo(id, undone);
  }

  #later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#tellAll();
    }, this.#retryMs).unref();
  }

  async #tellAll(): Promise<void> {
    for (const [id, waiting] of this.#waiting) {
      try {
        if (Date.parse(waiting.sanction.expires) > this.#now()) await this.#tell(waiting);
      } catch {
        this.#later();
        return;
      }
      // What has changed in the meantime is still to be told.
      if (this.#waiting.get(id) === waiting) this.#waiting.delete(id);
    }
    if (this.#waiting.size > 0) this.#later();
  }
}

function fits({ expires, undone, match, incident }: Sanction, filter: SanctionFilter): boolean {
  if (filter.activeAtMs !== undefined && (undone !== null || Date.parse(expires) <= filter.activeAtMs)) return false;
  if (filter.incident !== undefined && incident !== filter.incident) return false;
  const { subject } = filter;
  return subject === undefined || match.some((name) => subjectKey(name) === subjectKey(subject));
}
