import type { Draw } from './draw.ts';

export type Pair = readonly [name: string, value: string];

export function date(draw: Draw): string {
  return `2026-${two(draw.number(1, 12))}-${two(draw.number(1, 28))}`;
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Some of all, in their order, each as often as it is told. */
export function some<T>(draw: Draw, of: readonly (readonly [share: number, make: () => T])[]): readonly T[] {
  return of.filter(([share]) => draw.isOnce(share)).map(([, make]) => make());
}
