import process from 'node:process';

import type { Detection, Incident, Sanction, TelemetryConfiguration } from '@airside/domain';
import { MergedSource, type MetricChanges, type MetricDefinition, metricLimits, ProcessMeter, Registry } from '@airside/gateway';

import { version } from '../version.ts';
import { METRICS, PRIMARY_METRICS } from './catalog.ts';

/** Numbers of one metric that are looked up when they are asked for. */
export type Gauge = () => Iterable<readonly [attributes: readonly string[], value: number]>;

/**
 * The metrics of Airside as a whole: what gateway processes have counted, and what the primary process knows. What changes by itself is asked
 * for when somebody reads.
 */
export class Monitor {
  readonly #limits: ReturnType<typeof metricLimits>;
  readonly #registry: Registry;
  readonly #process: ProcessMeter;
  readonly #gauges = new Map<MetricDefinition, Gauge>();
  readonly #sources: (MergedSource | undefined)[] = [];
  readonly startedAtMs = Date.now();

  constructor({ metrics }: Pick<TelemetryConfiguration, 'metrics'>, environment: string) {
    this.#limits = metricLimits(metrics);
    this.#registry = new Registry(METRICS, this.#limits);
    this.#process = new ProcessMeter(this.#registry, 'primary');
    // A counter that begins with its first event has not increased in the eyes of those who watch it.
    for (const definition of METRICS) if (definition.kind === 'counter' && definition.attributes.length === 0) this.add(definition, [], 0);
    this.add(PRIMARY_METRICS.build, [version(), process.version, environment], 1);
    this.gauge(PRIMARY_METRICS.valueLimit, () => [...this.#limits].map(([name, { most }]) => [[name], most] as const));
    this.gauge(PRIMARY_METRICS.values, () => [...this.#limits].map(([name, { named }]) => [[name], named] as const));
    this.gauge(PRIMARY_METRICS.workers, () => [[[], this.#sources.filter((source) => source !== undefined).length]]);
    this.gauge(PRIMARY_METRICS.series, () =>
      [...this.#registry.families].map(({ definition, size }) => [[definition.name], size] as const),
    );
  }

  /** The registry as it is now. */
  read(): Registry {
    this.#process.measure();
    for (const [definition, gauge] of this.#gauges) {
      const family = this.#registry.family(definition.name);
      // What is no longer told of has no value, and not the one that it had last.
      if (definition.kind !== 'counter') family.numbers().fill(Number.NaN);
      for (const [attributes, value] of gauge()) family.set(this.#registry.seriesIn(family, attributes), value);
    }
    return this.#registry;
  }

  /** Where numbers of a metric come from; of a counter, ones that never fall. */
  gauge(definition: MetricDefinition, gauge: Gauge): void {
    this.#gauges.set(definition, gauge);
  }

  /** Counts. `attributes` in the order of the definition. */
  add(definition: MetricDefinition, attributes: readonly string[], amount: number): void {
    const family = this.#registry.family(definition.name);
    family.add(this.#registry.seriesIn(family, attributes), amount);
  }

  /** A gateway process has been started, whose numbers come to what this returns. */
  attach(): { accept(changes: readonly MetricChanges[]): void; end(): void } {
    const free = this.#sources.indexOf(undefined);
    const slot = free === -1 ? this.#sources.length : free;
    const source = new MergedSource(this.#registry, String(slot + 1));
    this.#sources[slot] = source;
    return {
      accept: (changes) => source.accept(changes),
      end: () => {
        source.end();
        if (this.#sources[slot] === source) this.#sources[slot] = undefined;
      },
    };
  }

  detected({ indicator, severity, api }: Pick<Detection, 'indicator' | 'severity' | 'api'>): void {
    this.add(PRIMARY_METRICS.detections, [indicator, severity, api ?? ''], 1);
  }

  incidentOpened({ severity }: Pick<Incident, 'severity'>): void {
    this.add(PRIMARY_METRICS.incidents, [severity], 1);
  }

  sanctioned({ action, dryRun, by }: Pick<Sanction, 'action' | 'dryRun' | 'by'>): void {
    this.add(PRIMARY_METRICS.sanctions, [action, String(dryRun), by.split(':', 1)[0] ?? ''], 1);
  }

  close(): void {
    this.#process.close();
  }
}
