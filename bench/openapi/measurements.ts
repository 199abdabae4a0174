import { data } from './data.ts';
import { directory } from './directory.ts';
import { discovery } from './discovery.ts';
import { enforcement } from './enforcement.ts';
import { lint } from './lint.ts';
import type { Measurement } from './measurement.ts';
import { profile } from './profile.ts';
import { reading } from './reading.ts';

/** Everything that the benchmark measures, in the order in which it runs. */
export const MEASUREMENTS: readonly Measurement[] = [reading, enforcement, profile, discovery, data, directory, lint];
