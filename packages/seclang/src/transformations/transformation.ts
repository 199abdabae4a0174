/** A transformation function of SecLang (`t:name`), over byte strings. */
export interface Transformation {
  /** As it is written after `t:`, in ModSecurity's spelling. Names are compared without case. */
  readonly name: string;
  /** Bits of `HAS`: of a value with none of them nothing is changed but the case of ASCII letters. */
  readonly changes: number | 'any';
  /** Bits of `HAS`: of a value with none of them the case stays as well. */
  readonly recases?: number;
  /** Yields the very same string where nothing changes. Never throws; linear in the value's length. */
  apply(value: string): string;
}
