import { directory } from './directory.ts';
import { discovery } from './discovery.ts';
import type { Measurement } from './measurement.ts';
import { reading } from './reading.ts';

/** Everything that the benchmark measures, in the order in which it runs. */
export const MEASUREMENTS: readonly Measurement[] = [reading, directory, discovery];
