import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a result was measured on. */
export interface Machine {
  readonly cpu: string;
  /** Cores of the machine, and those that this process may use. */
  readonly cores: number;
  readonly usableCores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  /** Programs that ran or wanted to run in the minute before, on average. 0 where the system does not tell. */
  readonly loadAverage: number;
}

/** Describes the machine that this runs on, as it is now: before anything is measured. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    usableCores: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
    loadAverage: loadavg()[0] ?? 0,
  };
}

/** The machine in one line. */
export function machineLine({ cpu, cores, usableCores, memoryBytes, kernel, loadAverage }: Machine): string {
  const memory = `${(memoryBytes / 2 ** 30).toFixed(1)} GiB memory`;
  return `${cpu}, ${cores} cores (${usableCores} usable), ${memory}, ${kernel}, load average ${loadAverage.toFixed(1)} before`;
}
