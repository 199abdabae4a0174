/** The packages from top to bottom. A package imports only packages above it. */
export const LAYERS = [
  'domain',
  'seclang',
  'openapi',
  'identity',
  'behavior',
  'gateway',
  'scanner',
  'control',
  'console',
  'airside',
] as const;

/** The name under which a layer is imported. */
export function packageName(layer: string): string {
  return layer === 'airside' ? layer : `@airside/${layer}`;
}
