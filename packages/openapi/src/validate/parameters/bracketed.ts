import type { Shape } from './shape.ts';

/** Whether a name that is not declared is that of a declared property with brackets behind it (`a[b]`, `a[]`): many servers read it as that property. */
export function isBracketed(name: string, { propertyNames }: Shape): boolean {
  const bracket = name.indexOf('[');
  return bracket !== -1 && !propertyNames.has(name) && propertyNames.has(name.slice(0, bracket));
}
