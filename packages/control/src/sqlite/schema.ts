/** What a database of Airside holds, and how an empty one becomes that. */
export interface Schema {
  /** What people call it, such as `exchange store`. */
  readonly name: string;
  /** Marks the file as this kind of database (`PRAGMA application_id`), so that no other program's is ever changed. */
  readonly applicationId: number;
  /**
   * The steps from an empty database to the present one, oldest first, as SQL. The position of the last step taken is the `user_version`.
   * A step is never changed once released: a new one is added at the end.
   */
  readonly steps: readonly string[];
}
