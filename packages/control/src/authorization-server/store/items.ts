/** What is kept of a code, token, session or grant. Nothing in it can be used without the secret that its holder has. */
export interface Item {
  /** `nameOf` its kind and secret. */
  readonly name: Uint8Array;
  /** Such as `RefreshToken`. */
  readonly kind: string;
  /** Sealed under the secret. */
  readonly content: Uint8Array;
  /** Another name that leads here, and the secret sealed under what that is the name of. */
  readonly alias?: { readonly name: Uint8Array; readonly secret: Uint8Array };
  /** Name of the grant that it came of. */
  readonly grant?: Uint8Array;
  /** When it was used up, in seconds since 1970. */
  readonly consumed?: number;
  /** Until when it is kept, in seconds since 1970. */
  readonly expires: number;
}

/** Too much is kept already: nothing more can be begun until some of it has expired. */
export class ItemStoreFullError extends Error {
  override readonly name = 'ItemStoreFullError';
}

/** The state of the authorization server. Rejects with a `StoreUnavailableError` where it cannot be read or written. */
export interface ItemStore {
  /** Puts an item, in the place of one of its name. Rejects with an `ItemStoreFullError`. */
  put(item: Item): Promise<void>;
  /** False, and nothing is changed, where there is one of this name. */
  add(item: Item): Promise<boolean>;
  find(name: Uint8Array): Promise<Item | undefined>;
  findByAlias(name: Uint8Array): Promise<Item | undefined>;
  /** Marks an item as used up; false where it was already, or is gone. One of several callers at once gets true. */
  consume(name: Uint8Array, atSeconds: number): Promise<boolean>;
  remove(name: Uint8Array): Promise<void>;
  /** All of a kind that came of a grant; of every kind where that is absent. */
  removeOfGrant(grant: Uint8Array, kind?: string): Promise<void>;
  /** Notes that tokens that name this id are void; until when, in seconds since 1970. */
  revoke(id: string, until: number): Promise<void>;
  /** What was noted so and counts still. */
  revoked(nowSeconds: number): Promise<readonly { readonly id: string; readonly until: number }[]>;
  /** Removes what has expired; at most some thousand at a time. Resolves with how many. */
  prune(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}
