import { runRounds } from '../harness/rounds.ts';
import { median, spread } from '../harness/statistics.ts';
import type { Driver } from './driver.ts';
import { wafRequests } from './requests.ts';

/** Processor time for one inspection, in microseconds. */
export interface Comparison {
  readonly id: string;
  readonly title: string;
  /** Ids of the rules that both engines reported. */
  readonly matched: readonly string[];
  readonly airsideUs: number;
  readonly peerUs: number;
  /** Largest less smallest measurement, as a part of the median. */
  readonly airsideSpread: number;
  readonly peerSpread: number;
  /** How many times as fast Airside is: the median of what each two measurements, one right after the other, come to. */
  readonly ratio: number;
  readonly samples: { readonly airside: readonly number[]; readonly peer: readonly number[] };
}

export interface CompareOptions {
  readonly airside: Driver;
  readonly peer: Driver;
  readonly rounds: number;
  /** Processor time of each engine, for each kind of request and round. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Measures both engines in turns for every request. Throws an Error when they do not report the same rules. */
export async function compareEngines({
  airside,
  peer,
  rounds,
  milliseconds,
  signal,
  tell,
}: CompareOptions): Promise<readonly Comparison[]> {
  const matched = await Promise.all(wafRequests.map((_, index) => sameRules(airside, peer, index)));
  const targets = wafRequests.map(({ id }, index) => ({ key: id, index }));
  tell('warm-up');
  const inTurns = (index: number): Promise<Turn[]> => measureInTurns(airside, peer, index, milliseconds);
  for (const { index } of targets) await inTurns(index);
  const samples = await runRounds({
    targets,
    rounds,
    measure: ({ index }) => inTurns(index),
    signal,
    onProgress: ({ key }, round) => tell(`round ${round} of ${rounds}: ${key}`),
  });
  return wafRequests.map(({ id, title }, index) => {
    const turns = (samples.get(id) ?? []).flat();
    const ours = turns.map((turn) => turn.airsideUs);
    const theirs = turns.map((turn) => turn.peerUs);
    return {
      id,
      title,
      matched: matched[index] ?? [],
      airsideUs: median(ours),
      peerUs: median(theirs),
      airsideSpread: spread(ours),
      peerSpread: spread(theirs),
      ratio: median(turns.map((turn) => turn.peerUs / turn.airsideUs)),
      samples: { airside: ours, peer: theirs },
    };
  });
}

/** One short measurement of each engine, one right after the other. */
interface Turn {
  readonly airsideUs: number;
  readonly peerUs: number;
}

/** Processor time of one engine within a turn: short, so that whatever makes the machine slower or faster meets both. */
const TURN_MS = 100;

async function measureInTurns(airside: Driver, peer: Driver, index: number, milliseconds: number): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let left = milliseconds; left > 0; left -= TURN_MS) {
    const ms = Math.min(TURN_MS, left);
    turns.push({ airsideUs: await measure(airside, index, ms), peerUs: await measure(peer, index, ms) });
  }
  return turns;
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
