/** A transformation function of SecLang (`t:name`), over byte strings. */
export interface Transformation {
  /** As it is written after `t:`, in ModSecurity's spelling. Names are compared without case. */
  readonly name: string;
  /** Bits of `HAS`: of a value with none of them nothing is changed but the case of ASCII letters. */
  readonly changes: number | 'any';
  /** Bits of `HAS`: of a value with none of them the case stays as well. */
  readonly recases?: number;
  /**
   * Bits of `HAS`: where something is changed, all that a result may have beside what the value had, its letters in the other case, and dots and
   * white space elsewhere. Any, where absent.
   */
  readonly adds?: number;
  /** A result may be longer than the value. */
  readonly lengthens?: true;
  /** Yields the very same string where nothing changes. Never throws; linear in the value's length. */
  apply(value: string): string;
}
