import { processorTimeMs, untilCalm } from '../harness/process-group.ts';
import type { Sample } from '../harness/result.ts';
import { runWrk } from '../harness/wrk.ts';
import type { Load } from './loads.ts';

const CALM_TIMEOUT_MS = 60_000;

/**
 * One run of wrk against a server, which is left to finish what the requests have set off (Airside's primary process writes records for a
 * moment longer): that work belongs to these requests, and the next contender must not share its core with it.
 */
export async function measureLoad({ key, at, wrk }: Load, signal: AbortSignal): Promise<Sample> {
  const before = processorTimeMs(at.group);
  const result = await runWrk(wrk, signal);
  if (!(await untilCalm(at.group, CALM_TIMEOUT_MS, signal))) {
    throw new Error(`${key}: ${at.name} was still busy ${CALM_TIMEOUT_MS} ms after the last request`);
  }
  const after = processorTimeMs(at.group);
  const used = before === null || after === null || result.requests === 0 ? null : ((after - before) * 1000) / result.requests;
  return { ...result, processorUsPerRequest: used };
}
