import { LOG_FORMATS, type LogFormat } from '@airside/openapi/choices';

/** The forms in which traffic is recorded; `combined` is the common log format as well. */
export const TRAFFIC_FORMATS = ['exchanges', 'har', ...LOG_FORMATS] as const;
export type TrafficFormat = 'exchanges' | 'har' | LogFormat;
