import { CAMPAIGNS, FORMS } from '@airside/example-traffic';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { type Row, type SimulationResult, totalsOf, watch } from './campaigns.ts';
import { newEngine } from './engine.ts';
import type { Measurement } from './measurement.ts';
import type { Judged } from './watcher.ts';

const GOAL_SHARE = 0.95;
const GOAL_FALSE = 1;
const MOST_SHOWN = 40;

export const detection: Measurement = {
  name: 'detection',
  about: 'simulated days with every campaign in each form: which are found, by what, how soon, and what is found that is none',
  run(settings, print, progress) {
    const results = Array.from({ length: settings.seeds * settings.spread }, (_, index) => {
      const seed = settings.seed + Math.floor(index / settings.spread);
      const part = index % settings.spread;
      const campaigns = settings.campaigns.filter((_campaign, at) => at % settings.spread === part);
      const result = watch(newEngine(settings.quietDays), { ...settings, seed, campaigns }, (day) =>
        progress(`seed ${seed}${settings.spread > 1 ? `, part ${part + 1} of ${settings.spread}` : ''}: day ${day} of ${settings.days}`),
      );
      print(seedLine(result));
      return result;
    });
    const rows = results.flatMap((result) => result.rows);
    print('');
    print(campaignTable(rows));
    for (const { id, forms } of CAMPAIGNS.filter((campaign) => settings.campaigns.includes(campaign.id)))
      for (const name of FORMS) {
        const form = forms[name];
        if ('absent' in form) print(`  no ${name} ${id}: ${form.absent}`);
      }
    printFalse(results, print);
    printStrays(results, print);
    const totals = totalsOf(results);
    print(`\n  median time to detect: ${totals.medianToDetectMs === null ? '–' : duration(totals.medianToDetectMs)}`);
    print(`  false incidents: ${totals.falseIncidents}, ${totals.falsePerDay.toFixed(2)} a day of the simulation`);
    return {
      goals: [
        {
          goal: `at least ${GOAL_SHARE * 100} % of campaigns found`,
          measured: `${(totals.share * 100).toFixed(1)} %`,
          met: totals.share >= GOAL_SHARE,
        },
        {
          goal: `at most ${GOAL_FALSE} false incident for a million requests (one a day at a million a day)`,
          measured: totals.falsePerMillion.toFixed(1),
          met: totals.falsePerMillion <= GOAL_FALSE,
        },
        {
          goal: 'the same with those that hide in incidents about campaigns, one for each API, indicator and day',
          measured: totals.falseOrHiddenPerMillion.toFixed(1),
          met: totals.falseOrHiddenPerMillion <= GOAL_FALSE,
        },
      ],
      data: { totals, results },
    };
  },
};

function seedLine(result: SimulationResult): string {
  const {
    seed,
    exchanges,
    attacks,
    incidents,
    detections,
    falseIncidents,
    occasions,
    engineSeconds,
    simulatorSeconds,
    mostCampaignsOfAnIncident,
    mostlyStrays,
  } = result;
  const perSecond = (exchanges / engineSeconds).toFixed(0);
  return (
    `  seed ${seed}: ${exchanges} exchanges, ${attacks} of attacks; ${detections} detections, ${incidents} incidents, ${falseIncidents.length} false, ` +
    `${occasions.length} about an outage or a crowd; at most ${mostCampaignsOfAnIncident} campaigns in one incident, ${mostlyStrays} incidents about campaigns with more about honest callers; ` +
    `engine ${engineSeconds.toFixed(0)} s (${perSecond}/s), simulator ${simulatorSeconds.toFixed(0)} s`
  );
}

/** One line for each campaign and form; what several seeds differ in is a median. */
function campaignTable(rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, ({ campaign, form }) => `${campaign} ${form}`);
  const lines = [...groups.values()].map((group) => {
    const found = group.filter((row) => row.found);
    const middle = (of: (row: Row) => number | null): number | null => {
      const values = found.flatMap((row) => of(row) ?? []);
      return values.length === 0 ? null : median(values);
    };
    const time = middle(({ toDetectMs }) => toDetectMs);
    const until = middle(({ requestsUntil }) => requestsUntil);
    const indicators = [...new Set(found.flatMap((row) => row.indicators))];
    return [
      group[0]?.campaign ?? '',
      group[0]?.form ?? '',
      `${found.length}/${group.length}`,
      median(group.map(({ requests }) => requests)).toFixed(0),
      until === null ? '–' : until.toFixed(0),
      time === null ? '–' : duration(time),
      indicators.length > 4 ? `${indicators.slice(0, 4).join(', ')} +${indicators.length - 4}` : indicators.join(', '),
    ];
  });
  return table([['campaign', 'form', 'found', 'requests', 'until found', 'time', 'by'], ...lines]);
}

function printFalse(results: readonly SimulationResult[], print: (line: string) => void): void {
  const all = results.flatMap(({ seed, falseIncidents }) => falseIncidents.map((judged) => ({ seed, judged })));
  if (all.length > 0) print('\n  False incidents:');
  for (const { seed, judged } of all.slice(0, MOST_SHOWN)) print(falseLine(seed, judged));
  if (all.length > MOST_SHOWN) print(`  … and ${all.length - MOST_SHOWN} more; --json has them all`);
  const by = Map.groupBy(all, ({ judged }) => judged.incident.indicators.map(({ id }) => id).join(' + '));
  for (const [indicators, group] of [...by].sort((a, b) => b[1].length - a[1].length)) print(`  ${group.length} × ${indicators}`);
}

function printStrays(results: readonly SimulationResult[], print: (line: string) => void): void {
  const strays = results.flatMap((result) => result.strays);
  print(`\n  Detections about honest callers within incidents about campaigns: ${strays.length}, of different subjects or indicators`);
  const by = Map.groupBy(strays, ({ indicator }) => indicator);
  for (const [indicator, group] of [...by].sort((a, b) => b[1].length - a[1].length)) {
    const [first] = group;
    const evidence = first?.evidence.slice(0, 2).map(({ variable, learned, seen }) => `${variable}: ${seen} instead of ${learned}`);
    print(
      `  ${group.length} × ${indicator}, such as ${first?.time.slice(0, 16)} ${first?.subject.kind}:${first?.subject.id}, ${first?.operation}: ${evidence?.join('; ')}`,
    );
  }
}

function falseLine(seed: number, { incident, detections }: Judged): string {
  const subjects = incident.subjects.slice(0, 3).map(({ kind, id }) => `${kind}:${id}`);
  const evidence = detections[0]?.evidence
    .slice(0, 2)
    .map(({ variable, learned, seen }) => `${variable}: ${seen} instead of ${learned}`)
    .join('; ');
  return `  - seed ${seed}, ${incident.first.slice(0, 16)}, ${incident.indicators.map(({ id }) => id).join(', ')}, ${subjects.join(' ')} (${incident.subjectCount}), ${incident.operations.slice(0, 2).join(', ')}: ${evidence ?? ''}`;
}

function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 1000)} s`;
  if (milliseconds < 3_600_000) return `${(milliseconds / 60_000).toFixed(1)} min`;
  return `${(milliseconds / 3_600_000).toFixed(1)} h`;
}
