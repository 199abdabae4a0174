import { describe, expect, test } from 'vitest';

import type { Transformation } from '../transformation.ts';

/** Tests a transformation with inputs and outputs, each named by the promise that it stands for. */
export function testVectors(
  transformation: Transformation,
  vectors: readonly (readonly [promise: string, input: string, output: string])[],
): void {
  describe(transformation.name, () => {
    test.each(vectors)('%s', (_, input, output) => {
      expect(transformation.apply(input)).toBe(output);
    });
  });
}
