import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';

import { PROCESS_METRICS } from './catalog/process.ts';
import type { Registry } from './registry.ts';

const RESOLUTION_MS = 20;
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

/** Measures the process it runs in, into a registry, each time it is asked. */
export class ProcessMeter {
  readonly #registry: Registry;
  readonly #process: string;
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #utilization = performance.eventLoopUtilization();
  #cpu = { user: 0, system: 0 };

  /** `name` is the value of `airside.process`; a process that does not know its own leaves it empty for the one that merges. */
  constructor(registry: Registry, name = '') {
    this.#registry = registry;
    this.#process = name;
    this.#delay.enable();
  }

  measure(): void {
    const { heapUsed, rss } = process.memoryUsage();
    const utilization = performance.eventLoopUtilization();
    const { utilization: busy } = performance.eventLoopUtilization(utilization, this.#utilization);
    this.#utilization = utilization;
    if (this.#delay.count > 0) {
      this.#set(PROCESS_METRICS.delayMean.name, this.#beyondResolution(this.#delay.mean));
      this.#set(PROCESS_METRICS.delayP99.name, this.#beyondResolution(this.#delay.percentile(99)));
      this.#delay.reset();
    }
    this.#set(PROCESS_METRICS.utilization.name, busy);
    this.#set(PROCESS_METRICS.heap.name, heapUsed);
    this.#set(PROCESS_METRICS.heapLimit.name, getHeapStatistics().heap_size_limit);
    this.#set(PROCESS_METRICS.memory.name, rss);
    this.#set(PROCESS_METRICS.uptime.name, process.uptime());
    const cpu = process.cpuUsage();
    const family = this.#registry.family(PROCESS_METRICS.cpu.name);
    for (const mode of ['user', 'system'] as const) {
      family.add(this.#registry.seriesIn(family, [this.#process, mode]), (cpu[mode] - this.#cpu[mode]) / MICROSECONDS);
    }
    this.#cpu = cpu;
  }

  close(): void {
    this.#delay.disable();
  }

  /** Node measures how long a timer of that resolution took: what is beyond it is delay. In seconds. */
  #beyondResolution(nanoseconds: number): number {
    return Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1000);
  }

  #set(metric: string, value: number): void {
    const family = this.#registry.family(metric);
    family.set(this.#registry.seriesIn(family, [this.#process]), value);
  }
}
