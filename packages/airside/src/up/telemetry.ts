import type { DirectoryContents, Exchange, TelemetryConfiguration } from '@airside/domain';
import type { ConfigurationBundle } from '@airside/gateway';

import { CommandError, EXIT } from '../exit.ts';
import { PRIMARY_METRICS } from '../telemetry/catalog.ts';
import { Monitor } from '../telemetry/monitor.ts';
import type { Exporter, ExporterOptions } from '../telemetry/otlp/exporter.ts';
import { exposition } from '../telemetry/prometheus/exposition.ts';
import { openPrometheus, type PrometheusServer } from '../telemetry/prometheus/server.ts';
import { certificateExpiry } from '../telemetry/sources/certificates.ts';
import { keyExpiry } from '../telemetry/sources/keys.ts';
import { watchRecord } from '../telemetry/sources/record.ts';
import { loadExportKey } from './data-directory.ts';
import type { Log } from './log.ts';
import type { FromWorker, WorkerTracing } from './messages.ts';
import type { Loaded } from './opened.ts';
import type { ExchangeRecord } from './record.ts';

export interface Telemetry {
  readonly monitor: Monitor;
  /** URL that Prometheus fetches; undefined where it is not configured. */
  readonly metricsUrl: string | undefined;
  /** Which requests gateway processes trace; none where undefined. */
  readonly tracer: WorkerTracing | undefined;
  spans(message: Extract<FromWorker, { kind: 'spans' }>): void;
  exchanges(exchanges: readonly Exchange[]): void;
  /** Another configuration is served from now on. */
  served(bundle: ConfigurationBundle): void;
  close(): Promise<void>;
}

export interface TelemetryOptions {
  readonly loaded: Loaded;
  readonly dataDirectory: string;
  readonly record: ExchangeRecord;
  /** The callers of the configuration file and of the store. */
  readonly callers: () => readonly DirectoryContents[];
  readonly log: Log;
}

/** Opens what monitoring systems are told by. */
export async function openTelemetry({ loaded, dataDirectory, record, callers, log }: TelemetryOptions): Promise<Telemetry> {
  const { telemetry, gateway } = loaded.configuration;
  const monitor = new Monitor(telemetry, gateway.environment);
  let bundle = loaded.bundle;
  let generation = 1;
  monitor.gauge(PRIMARY_METRICS.generation, () => [[[], generation]]);
  monitor.gauge(
    PRIMARY_METRICS.certificate,
    certificateExpiry(() => bundle),
  );
  monitor.gauge(PRIMARY_METRICS.key, keyExpiry(callers));
  watchRecord(monitor, record);
  const prometheus = await openPrometheusOrFail(telemetry, monitor);
  const privacyKey = telemetry.otlp === undefined ? new Uint8Array() : loadExportKey(dataDirectory);
  const exporter = await openExporterIfConfigured(telemetry, { environment: gateway.environment, privacyKey, monitor, log });
  return {
    monitor,
    metricsUrl: prometheus === undefined ? undefined : urlOf(prometheus),
    tracer:
      telemetry.otlp?.traces === true
        ? { ...telemetry.traces, privacy: telemetry.otlp.privacy, privacyKey: Buffer.from(privacyKey).toString('base64url') }
        : undefined,
    spans({ spans, dropped }) {
      exporter?.spans(spans);
      if (dropped > 0) monitor.add(PRIMARY_METRICS.exportDropped, ['traces', 'gateway'], dropped);
    },
    exchanges: (exchanges) => exporter?.exchanges(exchanges),
    served(next) {
      bundle = next;
      generation++;
    },
    async close() {
      await Promise.all([prometheus?.close(), exporter?.close()]);
      monitor.close();
    },
  };
}

async function openPrometheusOrFail({ prometheus }: TelemetryConfiguration, monitor: Monitor): Promise<PrometheusServer | undefined> {
  if (prometheus === undefined) return undefined;
  try {
    return await openPrometheus(prometheus, (format) => exposition(monitor.read().families, format));
  } catch (error) {
    throw new CommandError(`metrics cannot be served at ${prometheus.listen}: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'name another address as telemetry.prometheus.listen',
    });
  }
}

/** Its code is loaded where it is asked for. */
async function openExporterIfConfigured(
  { otlp }: TelemetryConfiguration,
  { log, ...known }: Pick<ExporterOptions, 'environment' | 'privacyKey' | 'monitor'> & { readonly log: Log },
): Promise<Exporter | undefined> {
  if (otlp === undefined) return undefined;
  const { openExporter } = await import('../telemetry/otlp/exporter.ts');
  return openExporter({ settings: otlp, ...known, onTrouble: (text) => log('telemetry-trouble', text) });
}

function urlOf({ address: { address, port, family } }: PrometheusServer): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`;
}
