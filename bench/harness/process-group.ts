import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** USER_HZ, in which Linux reports processor time to programs, is 100 on every architecture that Node runs on. */
const TICK_MS = 10;
const CALM_SAMPLE_MS = 100;
const CALM_SHARE = 0.1;
const CALM_SAMPLES = 2;

/** Processor time in ms that the living processes of a group have used, user and system. Null where the system does not tell. */
export function processorTimeMs(group: number): number | null {
  let ticks = 0;
  let found = false;
  for (const name of entries('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const usage = parseStat(read(`/proc/${name}/stat`));
    if (usage?.group !== group) continue;
    found = true;
    ticks += usage.ticks;
  }
  return found ? ticks * TICK_MS : null;
}

/**
 * Waits until a group of processes does nothing any more, so that its unfinished work neither burdens the next measurement nor goes
 * uncounted. Returns false where it was still busy after `timeoutMs`.
 */
export async function untilCalm(group: number, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const giveUpAt = performance.now() + timeoutMs;
  let before = processorTimeMs(group);
  for (let calm = 0; calm < CALM_SAMPLES; ) {
    if (before === null) return true;
    if (performance.now() > giveUpAt) return false;
    await delay(CALM_SAMPLE_MS, undefined, { signal });
    const now = processorTimeMs(group);
    calm = (now ?? before) - before <= CALM_SAMPLE_MS * CALM_SHARE ? calm + 1 : 0;
    before = now;
  }
  return true;
}

/** Group and processor time of a line of `/proc/PID/stat` (proc_pid_stat(5)); the name in parentheses may itself hold parentheses. */
export function parseStat(line: string): { readonly group: number; readonly ticks: number } | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [group, user, system] = [fields[2], fields[11], fields[12]].map(Number);
  if (group === undefined || user === undefined || system === undefined || Number.isNaN(group + user + system)) return undefined;
  return { group, ticks: user + system };
}

function entries(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
