import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** What a result was measured on. */
export interface Machine {
  readonly cpu: string;
  /** Cores of the machine, and those that this process may use. */
  readonly cores: number;
  readonly usableCores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
}

/** Describes the machine that this runs on. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || 'unknown',
    cores: processors.length,
    usableCores: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
  };
}

/** The machine in one line. */
export function machineLine({ cpu, cores, usableCores, memoryBytes, kernel }: Machine): string {
  return `${cpu}, ${cores} cores (${usableCores} usable), ${(memoryBytes / 2 ** 30).toFixed(1)} GiB memory, ${kernel}`;
}
