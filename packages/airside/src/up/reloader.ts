import { isDeepStrictEqual } from 'node:util';

import { formatProblem, type Problem } from '@airside/domain';
import type { ConfigurationBundle, FindStored } from '@airside/gateway';

import { note, shortPath } from '../terminal.ts';
import type { Log } from './log.ts';
import { isServable, type Loaded, waitingForRestart, withOpened } from './opened.ts';
import type { ConfigurationSource } from './source.ts';
import { watchFiles } from './watch.ts';

export interface ReloaderOptions {
  readonly source: ConfigurationSource;
  /** What Airside started with. */
  readonly started: Loaded;
  /** When it began to be read, in milliseconds since 1970. */
  readonly readSince: number;
  readonly watch: boolean;
  readonly stored: FindStored;
  readonly apply: (bundle: ConfigurationBundle) => Promise<void>;
  /** Is told what is served from now on, also where only its text has changed. */
  readonly onServed: (loaded: Loaded) => void;
  /** Is told that a changed configuration was refused. */
  readonly onRefused: () => void;
  readonly log: Log;
}

/** What changed on its own may turn out to be the same in effect, of which nothing is said; who asked gets an answer. */
type Cause = 'asked' | 'changed';

/** Reads the configuration again when it changes or when it is told to, and says what new warnings it gives; a bad one is refused whole, and said so. */
export function createReloader({ source, started, readSince, watch, stored, apply, onServed, onRefused, log }: ReloaderOptions) {
  let files = started.files;
  let served = started.bundle;
  let told = new Set(started.problems.map(asText));
  let underWay: Promise<void> = Promise.resolve();
  let queued: Promise<void> | undefined;
  let queuedCause: Cause | undefined;
  const watcher = watch ? watchFiles(() => void reload('changed')) : undefined;
  watcher?.set(files, readSince);

  const reloadNow = async (cause: Cause): Promise<void> => {
    const since = Date.now();
    const next = await source.load(stored);
    if (!isServable(next)) {
      watcher?.set([...new Set([...files, ...next.files])], since);
      for (const problem of next.problems) note(asText(problem));
      log('configuration-refused', 'the one before it goes on; the errors are above');
      onRefused();
      return;
    }
    files = next.files;
    watcher?.set(files, since);
    const bundle = withOpened(next.bundle, started.bundle);
    if (cause === 'changed' && isDeepStrictEqual(bundle, served)) {
      onServed(next);
      return;
    }
    try {
      await apply(bundle);
    } catch (error) {
      log('configuration-refused', `the one before it goes on: ${(error as Error).message}`);
      onRefused();
      return;
    }
    served = bundle;
    onServed(next);
    // Errors would have refused it: these are warnings. What was said at the start or at the last change is known.
    const warnings = next.problems.map(asText);
    for (const text of warnings) if (!told.has(text)) note(text);
    told = new Set(warnings);
    const waiting = waitingForRestart(started, next);
    log('configuration-applied', waiting.length === 0 ? 'all of it' : `all but ${waiting.join(', ')}, which need a restart`);
  };

  /** Calls that come while one waits for its turn are answered by that one. */
  const reload = (cause: Cause): Promise<void> => {
    queuedCause = queuedCause === 'asked' ? 'asked' : cause;
    queued ??= underWay.then(async () => {
      const strongest = queuedCause ?? cause;
      queued = undefined;
      queuedCause = undefined;
      await reloadNow(strongest).catch((error: unknown) => log('configuration-refused', `it cannot be read again: ${String(error)}`));
    });
    underWay = queued;
    return queued;
  };

  return {
    reload: () => reload('asked'),
    /** Resolves when nothing is under way and nothing will come. */
    async close(): Promise<void> {
      watcher?.close();
      await underWay;
    },
  };
}

function asText(problem: Problem): string {
  return formatProblem({ ...problem, file: shortPath(problem.file) });
}
