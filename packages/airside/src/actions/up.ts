import { EXIT } from '../exit.ts';
import { note } from '../terminal.ts';
import { banner } from '../up/banner.ts';
import { discardAhead, forkAhead } from '../up/fork.ts';
import { choosePlan, type PlanOptions } from '../up/plan.ts';
import { type Running, startPrimary } from '../up/primary.ts';

export interface UpOptions extends PlanOptions {
  readonly watch: boolean;
}

/** Starts Airside and runs it until it is told to stop; yields the exit code. */
export async function up(file: string | undefined, options: UpOptions): Promise<number> {
  const startedAt = performance.now();
  let running: Running | undefined;
  // Before Airside is ready there is nothing to read again, and no reason to end.
  const onHangup = () => void running?.reload();
  process.on('SIGHUP', onHangup);
  forkAhead();
  const plan = await choosePlan(file, options).catch(discarding);
  try {
    running = await startPrimary({ ...plan.primary, watch: options.watch });
  } catch (error) {
    await plan.stop();
    discarding(error);
  }
  const stopped = untilStopped(running);
  process.stdout.write(`${await banner(running, startedAt)}\n`);
  const advice = plan.advice(running);
  if (advice !== '') process.stdout.write(`\n${advice}\n`);
  await stopped;
  await plan.stop();
  process.off('SIGHUP', onHangup);
  note('stopped');
  return EXIT.ok;
}

function discarding(error: unknown): never {
  discardAhead();
  throw error;
}

/** SIGINT or SIGTERM let requests under way finish; a second one does not. */
async function untilStopped(running: Running): Promise<void> {
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  const force = () => {
    running.kill();
    process.exit(EXIT.failed);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal).once(signal, force);
  note('stopping: requests under way may finish (once more to stop at once)');
  await running.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, force);
}
