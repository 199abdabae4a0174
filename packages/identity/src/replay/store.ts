/** `first` where an id had not been used, `again` where it had, `full` where nothing more can be remembered, so that it cannot be known. */
export type Use = 'first' | 'again' | 'full';

/** Remembers what may be used once: proofs, nonces, deliveries. */
export interface ReplayStore {
  /**
   * Uses an id up. It is remembered until `untilMs` (milliseconds since 1970), from when on it must not be accepted for another reason. `owner`
   * is whoever proved to be its maker. Rejects where it cannot be known whether the id was used: then it must not be accepted, as with `full`.
   */
  use(owner: string, id: string, untilMs: number): Use | Promise<Use>;
}
