import type { Driver } from '../harness/driver.ts';
import { runRounds } from '../harness/rounds.ts';
import { median, ratio, spread } from '../harness/statistics.ts';
import { wafRequests } from './requests.ts';

/** Processor time for one inspection, in microseconds. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  /** Ids of the rules that both engines reported. */
  readonly matched: readonly string[];
  readonly airsideUs: number;
  readonly peerUs: number;
  /** Largest less smallest round, as a part of the median. */
  readonly airsideSpread: number;
  readonly peerSpread: number;
  /** How many times as fast Airside is. */
  readonly ratio: number | null;
  readonly samples: { readonly airside: readonly number[]; readonly peer: readonly number[] };
}

export interface CompareOptions {
  readonly airside: Driver;
  readonly peer: Driver;
  readonly rounds: number;
  /** Processor time of each measurement. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Measures both engines in turn for every request. Throws an Error when they do not report the same rules. */
export async function compareEngines({
  airside,
  peer,
  rounds,
  milliseconds,
  signal,
  tell,
}: CompareOptions): Promise<readonly Comparison[]> {
  const matched = await Promise.all(wafRequests.map((_, index) => sameRules(airside, peer, index)));
  const targets = wafRequests.flatMap(({ id }, index) => [airside, peer].map((driver) => ({ key: `${id} ${driver.name}`, driver, index })));
  tell('warm-up');
  for (const { driver, index } of targets) await measure(driver, index, milliseconds);
  const samples = await runRounds({
    targets,
    rounds,
    measure: ({ driver, index }) => measure(driver, index, milliseconds),
    signal,
    onProgress: ({ key }, round) => tell(`round ${round} of ${rounds}: ${key}`),
  });
  return wafRequests.map(({ id, title }, index) => {
    const ours = samples.get(`${id} ${airside.name}`) ?? [];
    const theirs = samples.get(`${id} ${peer.name}`) ?? [];
    return {
      id,
      title,
      matched: matched[index] ?? [],
      airsideUs: median(ours),
      peerUs: median(theirs),
      airsideSpread: spread(ours),
      peerSpread: spread(theirs),
      ratio: ratio(median(theirs), median(ours)),
      samples: { airside: ours, peer: theirs },
    };
  });
}

async function sameRules(airside: Driver, peer: Driver, index: number): Promise<readonly string[]> {
  const [ours = '', theirs = ''] = await Promise.all(
    [airside, peer].map(async (driver) => ids(await driver.ask(`matched ${index}`)).join(' ')),
  );
  if (ours === theirs) return ids(ours);
  throw new Error(
    `${wafRequests[index]?.id}: expected both engines to report the same rules; ${airside.name}: ${ours}; ${peer.name}: ${theirs}`,
  );
}

function ids(line: string): string[] {
  return line
    .split(' ')
    .filter((id) => id !== '')
    .toSorted();
}

async function measure(driver: Driver, index: number, milliseconds: number): Promise<number> {
  const answer = await driver.ask(`run ${index} ${milliseconds}`);
  const [inspections = Number.NaN, nanoseconds = Number.NaN] = answer.split(' ').map(Number);
  if (!(inspections > 0 && nanoseconds > 0))
    throw new Error(`${driver.name}: expected a count and nanoseconds, found ${answer.slice(0, 80)}`);
  return nanoseconds / inspections / 1000;
}
