import type { MetricDefinition } from '../definition.ts';
import { GATEWAY_METRICS } from './gateway.ts';
import { HTTP_METRICS } from './http.ts';
import { PROCESS_METRICS } from './process.ts';

/** All that a gateway process counts. */
export const WORKER_METRICS: readonly MetricDefinition[] = [
  ...Object.values(HTTP_METRICS),
  ...Object.values(GATEWAY_METRICS),
  ...Object.values(PROCESS_METRICS),
];
