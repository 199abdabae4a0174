import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { RECORDINGS, type Recording } from './dense.ts';
import { inProcess } from './in-process.ts';
import type { LearningRun } from './learning-driver.ts';
import type { Measurement } from './measurement.ts';
import type { Parts } from './parts.ts';

const GOAL_PER_SECOND = 50_000;
const US_IN_SECOND = 1e6;
/** What the goal is judged by. */
const MAIN: Recording = 'bodies';
const NAMES: Readonly<Record<Recording, string>> = {
  bodies: 'header fields and bodies',
  headers: 'header fields alone',
  nothing: 'nothing of them (what is beyond `bodiesPerSecond`)',
};

interface Measured {
  readonly recording: Recording;
  readonly runs: readonly LearningRun[];
  readonly parts: Parts;
}

export const learning: Measurement = {
  name: 'learning',
  about:
    'exchanges judged and learned a second of processor time, garbage collection included; honest traffic after the training, with bodies and without',
  run({ quick }, print, progress) {
    // Users, hours to learn before, of which APIs are only watched for a day, and exchanges. Windows of a day are compared with the ones before after two days.
    const settings = quick ? [500, 25, 10_000] : [10_000, 60, 100_000];
    const measured = RECORDINGS.map((recording): Measured => {
      const runs = Array.from({ length: quick || recording !== MAIN ? 1 : 3 }, (_, index) => {
        progress(`with ${NAMES[recording]} recorded, run ${index + 1}`);
        return inProcess('learning-driver.ts', [...settings, recording]) as LearningRun;
      });
      const { parts } = inProcess('learning-driver.ts', [...settings, recording, 'parts']) as LearningRun;
      if (parts === null) throw new Error('expected a profile of the processor, found none');
      return { recording, runs, parts };
    });
    print(table([HEAD, ...measured.map(rowOf)]));
    print('  µs of processor time an exchange; bodies are read, and windows counted, while a call is judged');
    print('  while watched: nothing is told of an API yet, and all of it is judged, as from that follows how far indicators are believed');
    for (const { recording, runs } of measured) print(`  ${NAMES[recording]}: ${runsText(runs)}`);
    const perSecond = US_IN_SECOND / microseconds(measured.find(({ recording }) => recording === MAIN)?.runs ?? []);
    return {
      goals: [
        {
          goal: `${GOAL_PER_SECOND} exchanges a second on one core, bodies recorded`,
          measured: perSecond.toFixed(0),
          met: perSecond >= GOAL_PER_SECOND,
        },
      ],
      data: { perSecond, measured },
    };
  },
};

const HEAD = [
  'recorded of requests and answers',
  'a second while watched',
  'a second judged and learned',
  'µs',
  'reading',
  'judging',
  'learning',
  'ticks',
  'rest',
];

function rowOf({ recording, runs, parts }: Measured): readonly string[] {
  const all = microseconds(runs);
  const watched = median(runs.map(({ microsecondsOfWatched }) => microsecondsOfWatched));
  const shares = [parts.read, parts.judge, parts.learn, parts.tick, parts.rest];
  return [
    NAMES[recording],
    (US_IN_SECOND / watched).toFixed(0),
    (US_IN_SECOND / all).toFixed(0),
    all.toFixed(1),
    ...shares.map((share) => (share * all).toFixed(1)),
  ];
}

function microseconds(runs: readonly LearningRun[]): number {
  return median(runs.map(({ microsecondsOfExchange }) => microsecondsOfExchange));
}

function runsText(runs: readonly LearningRun[]): string {
  const of = (member: (run: LearningRun) => number): number => median(runs.map(member));
  const best = US_IN_SECOND / of(({ microsecondsAtBest }) => microsecondsAtBest);
  return (
    `${(of(({ bytesOfExchange }) => bytesOfExchange) / 1000).toFixed(1)} kB as JSON; ` +
    `runs: ${runs.map(({ microsecondsOfExchange }) => (US_IN_SECOND / microsecondsOfExchange).toFixed(0)).join(', ')}/s; ` +
    `the quickest tenth ${best.toFixed(0)}/s; a tick of ${of(({ millisecondsOfTick }) => millisecondsOfTick).toFixed(2)} ms ` +
    `for ${of(({ exchangesOfTick }) => exchangesOfTick).toFixed(0)} exchanges`
  );
}
