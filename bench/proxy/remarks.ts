import type { Report } from '../harness/report.ts';

/** Beyond this part of what the upstream does alone, the upstream and the load generator limit the result. */
const CEILING = 0.7;
/** Rounds that differ by more than this part of the median say little. */
const RESTLESS = 0.2;
/** A machine with more to do than this, for each core, before anything is measured is shared with other work. */
const BUSY = 0.3;

/** How the numbers have to be read, whatever they are. */
export function proxyNotes(accessLog: boolean): string[] {
  return [
    '"direct" is wrk on the upstream without a proxy: both share one core. No contender could reach more here.',
    'Airside is one worker and the primary process, which writes the records: both share the measured core, and both are counted.',
    `Airside records each request into SQLite; the peers ${accessLog ? 'write a line per request into a file' : 'do not log (see --access-log)'}.`,
    'Besides X-Forwarded-For and X-Request-Id, which the peers set too, Airside sets Forwarded, Via, traceparent and a signed identity.',
    'CPU µs/request is the processor time of all processes of a contender, until it has finished what the requests set off.',
    'Loopback, keep-alive connections, no TLS, as many requests as the connections take: the latency is that of a saturated server.',
  ];
}

/** What makes this run's numbers doubtful. `degradations` is what Airside says of itself at the end. */
export function proxyWarnings({
  scenarios,
  machine,
  pinning,
  degradations,
}: Pick<Report, 'scenarios' | 'machine' | 'pinning'> & { readonly degradations: readonly string[] }): string[] {
  const results = scenarios.flatMap(({ id, results }) => results.map((result) => ({ ...result, name: `${id}: ${result.contender}` })));
  return [
    ...(pinning.measured === null ? [pinning.text] : []),
    ...(machine.loadAverage > BUSY * machine.cores
      ? [
          `the machine was busy with other work (load average ${machine.loadAverage.toFixed(1)} on ${machine.cores} cores): measure again when it is not`,
        ]
      : []),
    ...results.filter(({ errors }) => errors > 0).map(({ name, errors }) => `${name}: ${errors} errors, so its numbers do not count`),
    ...results
      .filter(({ contender, ratios }) => contender !== 'direct' && (ratios['direct'] ?? 0) > CEILING)
      .map(({ name }) => `${name} reaches more than ${CEILING * 100} % of direct: the upstream or wrk may limit it`),
    ...results
      .filter(({ spread }) => spread > RESTLESS)
      .map(
        ({ name, spread }) =>
          `${name}: rounds differ by ${(spread * 100).toFixed(0)} % of the median: a restless machine, or too few of them`,
      ),
    ...degradations.map((reason) => `Airside says of itself at the end: ${reason}`),
  ];
}
