import { positionsAt } from '../../read/positions.ts';
import type { LintRange } from '../lint-result.ts';
import { markJson } from './ranges-json.ts';
import { markYaml } from './ranges-yaml.ts';
import type { Wanted } from './wanted.ts';

/**
 * The places of values in a text by the paths that lead to them, in one pass over the text. A path that leads nowhere has the place of the
 * nearest value around it.
 */
export function rangesOf(text: string, isJson: boolean, paths: readonly (readonly (string | number)[])[]): readonly LintRange[] {
  const root: Wanted = { start: -1, end: -1, inner: new Map() };
  const ends = paths.map((path) => path.reduce(innerOf, root));
  if (isJson) markJson(text, root);
  else markYaml(text, root);
  inherit(root, 0, 0);
  return toRanges(
    text,
    ends.map((wanted) => [wanted.start, wanted.end]),
  );
}

/** Turns pairs of offsets into ranges. */
export function toRanges(text: string, offsets: readonly (readonly [number, number])[]): readonly LintRange[] {
  const positions = positionsAt(text, offsets.flat()).map(({ line, column }) => ({ line: line - 1, character: column - 1 }));
  return offsets.map((_, index) => {
    const start = positions[2 * index] ?? { line: 0, character: 0 };
    return { start, end: positions[2 * index + 1] ?? start };
  });
}

function innerOf(wanted: Wanted, key: string | number): Wanted {
  const name = String(key);
  const inner = wanted.inner.get(name) ?? { start: -1, end: -1, inner: new Map() };
  wanted.inner.set(name, inner);
  return inner;
}

function inherit(wanted: Wanted, start: number, end: number): void {
  if (wanted.start === -1) wanted.start = start;
  if (wanted.end === -1) wanted.end = Math.max(end, wanted.start);
  for (const inner of wanted.inner.values()) inherit(inner, wanted.start, wanted.end);
}
