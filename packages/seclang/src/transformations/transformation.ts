/** A transformation function of SecLang (`t:name`), over byte strings. */
export interface Transformation {
  /** As it is written after `t:`, in ModSecurity's spelling. Names are compared without case. */
  readonly name: string;
  /** Bits of `HAS`: a value without any of these bytes is left as it is. 0 for transformations that change any value. */
  readonly changes: number;
  /** Changes nothing but the case of ASCII letters. */
  readonly caseOnly?: true;
  /** Yields the very same string where nothing changes. Never throws; linear in the value's length. */
  apply(value: string): string;
}
