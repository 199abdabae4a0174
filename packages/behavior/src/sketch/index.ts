export { RotatingBloom } from './bloom.ts';
export { CountMin } from './count-min-sketch.ts';
export { DDSketch, type DDSketchOptions, type SavedDDSketch } from './dd-sketch.ts';
export { DistinctCounter } from './distinct-counter.ts';
export { combined, createKeyedHash, type KeyedHash } from './keyed-hash.ts';
export { Reservoir } from './reservoir.ts';
