import { fingerprint, UNCOMMON } from '../fingerprint.ts';
import { ByteSet } from './byte-set.ts';
import { necessities } from './necessities.ts';
import { restrict } from './restrict.ts';
import type { Node, Pattern } from './syntax-tree.ts';

/**
 * What a value must have for a pattern to match it: all of these hold for every matching value, so a value that lacks one need not be
 * scanned. Proves that a pattern cannot match, never that it does.
 */
export interface Requirements {
  /** The length in bytes of the shortest text that can match. */
  readonly minBytes: number;
  /**
   * Of each list at least one text occurs in the value when the case of ASCII letters is disregarded. Texts are in lower case. The most telling list
   * comes first.
   */
  readonly literals: readonly (readonly string[])[];
  /** Masks of bits of `HAS`: with each, the value's fingerprint has at least one bit in common. */
  readonly classes: readonly number[];
}

/** The requirements of a pattern. Lists are bounded; what would exceed the bounds is left out. */
export function requirements(pattern: Pattern): Requirements {
  return requirementsOf(pattern.root);
}

/** The requirements for values that hold none of the bytes of `UNCOMMON`; undefined where the pattern matches none of them. */
export function plainRequirements(pattern: Pattern): Requirements | undefined {
  const tree = restrict(pattern.root, UNCOMMON_BYTES);
  return tree && requirementsOf(tree);
}

const UNCOMMON_BYTES = ByteSet.where((byte) => (fingerprint(String.fromCharCode(byte)) & UNCOMMON) !== 0);

function requirementsOf(node: Node): Requirements {
  const { minBytes, literals, classes } = necessities(node);
  return { minBytes, literals, classes };
}

/** Whether length and kinds of bytes already prove that the pattern cannot match. `bits` is the fingerprint of the value. */
export function excludedByShape(required: Requirements, value: string, bits = fingerprint(value)): boolean {
  return value.length < required.minBytes || required.classes.some((mask) => (mask & bits) === 0);
}
