import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';

const WORKER_MODULE = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';

let ahead: Worker | undefined;

/** Starts a worker process that has nothing to do yet, so that it loads its code while the primary process reads the configuration. */
export function forkAhead(): void {
  ahead = fork();
  // Should it fail to start, another one is forked in its place, and that failure is told.
  ahead.on('error', () => undefined);
}

/** The worker that was forked ahead, else a new one. */
export function takeWorker(): Worker {
  const worker = ahead?.isConnected() === true ? ahead : fork();
  ahead = undefined;
  return worker;
}

/** Ends a worker that was forked ahead and is not needed: it would keep this process from ending. */
export function discardAhead(): void {
  ahead?.process.kill('SIGKILL');
  ahead = undefined;
}

function fork(): Worker {
  // Workers accept connections themselves. In turn, through the primary process, calls would wait whenever that one writes to the store, and
  // a connection that arrives while the last worker stops would never be answered nor closed.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ exec: fileURLToPath(new URL(WORKER_MODULE, import.meta.url)), args: [] });
  return cluster.fork();
}
