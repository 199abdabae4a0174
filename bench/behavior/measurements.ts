import { detection } from './detection.ts';
import { learning } from './learning.ts';
import type { Measurement } from './measurement.ts';
import { memory } from './memory.ts';
import { requests } from './requests.ts';
import { state } from './state.ts';
import { storm } from './storm.ts';

export const MEASUREMENTS: readonly Measurement[] = [detection, learning, memory, requests, state, storm];
