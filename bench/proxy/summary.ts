import type { ScenarioReport } from '../harness/report.ts';
import { type Sample, summarize } from '../harness/result.ts';
import { type ProxyTarget, SCENARIO_TITLES } from './scenarios.ts';

/** The results by scenario, in the order of the targets. */
export function scenarioReports(targets: readonly ProxyTarget[], samples: ReadonlyMap<string, readonly Sample[]>): ScenarioReport[] {
  const samplesOf = (key: string): readonly Sample[] => samples.get(key) ?? [];
  return Object.entries(SCENARIO_TITLES).map(([id, title]) => ({
    id,
    title,
    results: targets
      .filter(({ scenario }) => scenario === id)
      .map(({ key, label, references }) =>
        summarize(label, samplesOf(key), Object.fromEntries(Object.entries(references).map(([name, other]) => [name, samplesOf(other)]))),
      ),
  }));
}
