import type { BehaviorEngine } from '@airside/behavior';
import type { Detection, Exchange } from '@airside/domain';
import { CAMPAIGNS, createWorld, EPOCH_MS, run } from '@airside/example-traffic';

import { median } from '../harness/statistics.ts';
import { Traces } from './trace.ts';
import { type Judged, Watcher } from './watcher.ts';

/** So many exchanges are given to the engine at once, as a gateway would hand them over. */
const BATCH = 32;
const TICK_MS = 60_000;
const DAY_MS = 86_400_000;
const US_IN_SECOND = 1e6;

export interface Row {
  readonly campaign: string;
  readonly form: string;
  readonly seed: number;
  readonly requests: number;
  readonly found: boolean;
  readonly indicators: readonly string[];
  /** From the first request to the first detection. */
  readonly toDetectMs: number | null;
  readonly requestsUntil: number | null;
}

/** What became of one simulation. */
export interface SimulationResult {
  readonly seed: number;
  readonly exchanges: number;
  readonly attacks: number;
  readonly days: number;
  readonly rows: readonly Row[];
  readonly incidents: number;
  readonly detections: number;
  readonly falseIncidents: readonly Judged[];
  /** About an outage or a crowd: right, and no attack. */
  readonly occasions: readonly Judged[];
  readonly mostCampaignsOfAnIncident: number;
  /** Incidents about campaigns of which most is about honest callers. */
  readonly mostlyStrays: number;
  /** Detections about honest callers that are part of incidents about campaigns. */
  readonly strays: readonly Detection[];
  readonly engineSeconds: number;
  readonly simulatorSeconds: number;
}

export interface SimulationSettings {
  readonly days: number;
  readonly quietDays: number;
  readonly users: number;
  readonly seed: number;
  readonly campaigns: readonly string[];
}

/** Lets an engine watch one simulation from beginning to end. */
export function watch(engine: BehaviorEngine, settings: SimulationSettings, onDay: (day: number) => void): SimulationResult {
  const started = process.cpuUsage();
  const world = createWorld(settings);
  const traces = new Traces();
  const watcher = new Watcher(traces, world.calendar.occasions);
  let batch: Exchange[] = [];
  let exchanges = 0;
  let attacks = 0;
  let engineUs = 0;
  let tickMs = EPOCH_MS;
  let day = 0;
  const timed = (work: () => void): void => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    engineUs += user + system;
  };
  const flush = (): void => {
    const given = batch;
    batch = [];
    timed(() => watcher.take(engine.observe(given)));
  };
  for (const labelled of run(world)) {
    const timeMs = world.nowMs;
    if (timeMs >= tickMs) {
      flush();
      timed(() => watcher.take(engine.tick(timeMs)));
      tickMs = timeMs + TICK_MS;
      if (Math.floor((timeMs - EPOCH_MS) / DAY_MS) > day) onDay(++day);
    }
    traces.add(labelled, timeMs);
    exchanges++;
    attacks += labelled.label;
    batch.push(labelled.exchange);
    if (batch.length >= BATCH) flush();
  }
  flush();
  timed(() => watcher.take(engine.tick(EPOCH_MS + settings.days * DAY_MS)));
  const { user, system } = process.cpuUsage(started);
  const judged = [...watcher.judged.values()];
  const unmatched = judged.filter(({ campaigns }) => campaigns.size === 0);
  return {
    seed: settings.seed,
    exchanges,
    attacks,
    days: settings.days - settings.quietDays,
    rows: rowsOf(traces, settings.seed),
    incidents: judged.length,
    detections: watcher.detections,
    falseIncidents: unmatched.filter(({ occasion }) => occasion === null),
    occasions: unmatched.filter(({ occasion }) => occasion !== null),
    mostCampaignsOfAnIncident: Math.max(0, ...judged.map(({ campaigns }) => campaigns.size)),
    mostlyStrays: judged.filter(({ campaigns, strays, about }) => campaigns.size > 0 && strays.size > about.size).length,
    strays: judged.filter(({ campaigns }) => campaigns.size > 0).flatMap(({ strays }) => [...strays.values()]),
    engineSeconds: engineUs / US_IN_SECOND,
    simulatorSeconds: (user + system - engineUs) / US_IN_SECOND,
  };
}

function rowsOf(traces: Traces, seed: number): readonly Row[] {
  const order = CAMPAIGNS.map(({ id }) => id);
  return traces
    .all()
    .map(({ mark, timesMs, found, firstMs, foundMs }) => ({
      campaign: mark.campaign,
      form: mark.form,
      seed,
      requests: timesMs.length,
      found: found.size > 0,
      indicators: [...found].sort((a, b) => a[1] - b[1]).map(([id]) => id),
      toDetectMs: found.size === 0 ? null : Math.max(0, foundMs - firstMs),
      requestsUntil: found.size === 0 ? null : timesMs.filter((timeMs) => timeMs <= foundMs).length,
    }))
    .sort((a, b) => order.indexOf(a.campaign) - order.indexOf(b.campaign) || a.form.localeCompare(b.form));
}

/** What all simulations together come to. */
export interface Totals {
  readonly runs: number;
  readonly found: number;
  readonly share: number;
  readonly falseIncidents: number;
  readonly falsePerDay: number;
  readonly falsePerMillion: number;
  /** With those that hide in incidents about campaigns, one for each API, indicator and day. */
  readonly falseOrHiddenPerMillion: number;
  readonly medianToDetectMs: number | null;
}

export function totalsOf(results: readonly SimulationResult[]): Totals {
  const rows = results.flatMap((result) => result.rows);
  const found = rows.filter((row) => row.found);
  const falseIncidents = results.reduce((sum, result) => sum + result.falseIncidents.length, 0);
  const millions = results.reduce((sum, { exchanges }) => sum + exchanges, 0) / 1e6;
  const hidden = results.reduce((sum, { strays }) => sum + new Set(strays.map(groupOf)).size, 0);
  const times = found.flatMap(({ toDetectMs }) => toDetectMs ?? []);
  return {
    runs: rows.length,
    found: found.length,
    share: rows.length === 0 ? 1 : found.length / rows.length,
    falseIncidents,
    falsePerDay: falseIncidents / results.reduce((sum, { days }) => sum + days, 0),
    falsePerMillion: falseIncidents / millions,
    falseOrHiddenPerMillion: (falseIncidents + hidden) / millions,
    medianToDetectMs: times.length === 0 ? null : median(times),
  };
}

function groupOf({ api, indicator, time }: Detection): string {
  return `${api} ${indicator} ${time.slice(0, 10)}`;
}
