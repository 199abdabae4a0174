import { createExchangePrivacy } from '@airside/control/privacy';
import type { Exchange, TelemetryConfiguration } from '@airside/domain';
import type { Span } from '@airside/gateway';

import { PRIMARY_METRICS } from '../catalog.ts';
import type { Monitor } from '../monitor.ts';
import { logsRequest } from './logs.ts';
import { metricsRequests } from './metrics.ts';
import { ExportQueue } from './queue.ts';
import { resourceAttributes } from './resource.ts';
import { tracesRequest } from './traces.ts';
import { createTransport, type Delivery } from './transport.ts';

const MOST_WAITING = 8192;
const BATCH = 512;
/** What is left may be sent for so long when Airside stops. */
const LAST_SEND_MS = 2000;

export interface ExporterOptions {
  readonly settings: NonNullable<TelemetryConfiguration['otlp']>;
  readonly environment: string;
  /** The key of the hashes that stand for callers. */
  readonly privacyKey: Uint8Array;
  readonly monitor: Monitor;
  /** Told when the receiver begins to fail, when the failure changes, and once it is over. */
  readonly onTrouble: (text: string) => void;
}

export interface Exporter {
  spans(spans: readonly Span[]): void;
  exchanges(exchanges: readonly Exchange[]): void;
  /** Sends what is left, for a short time. */
  close(): Promise<void>;
}

type Signal = 'metrics' | 'traces' | 'logs';

/** Sends metrics, traces and logs to a receiver of OTLP, logs as `privacy` says, spans as they were made by it. While it is away, a bounded number of spans and log records waits. */
export function openExporter({ settings, environment, privacyKey, monitor, onTrouble }: ExporterOptions): Exporter {
  const headers = Object.fromEntries(Object.entries(settings.headers).map(([name, value]) => [name, value.reveal()]));
  const transport = createTransport({ endpoint: settings.endpoint, headers, ca: settings.ca, timeoutMs: settings.timeout });
  const resource = resourceAttributes(environment, settings.attributes);
  const troubles = new Map<Signal, string>();

  const onState = (signal: Signal) => (trouble: string) => {
    const before = troubles.get(signal) ?? '';
    troubles.set(signal, trouble);
    if (trouble === before) return;
    onTrouble(trouble === '' ? `${signal} are sent again` : `${signal} are not sent: ${trouble}`);
  };
  const onSent = (signal: Signal) => (count: number) => monitor.add(PRIMARY_METRICS.exported, [signal], count);
  const onDropped = (signal: Signal) => (count: number, reason: string) =>
    monitor.add(PRIMARY_METRICS.exportDropped, [signal, reason], count);
  const queueOf = <Item>(signal: Signal, bodyOf: (items: readonly Item[]) => unknown) =>
    new ExportQueue<Item>({
      most: MOST_WAITING,
      batch: BATCH,
      send: (items) => transport.send(`/v1/${signal}`, bodyOf(items)),
      onSent: onSent(signal),
      onDropped: onDropped(signal),
      onState: onState(signal),
    });
  const traces = queueOf<Span>('traces', (spans) => tracesRequest(spans, resource));
  const protect = createExchangePrivacy(settings.privacy, privacyKey);
  const logs = queueOf<Exchange>('logs', (exchanges) => logsRequest(exchanges.map(protect), resource));

  for (const signal of ['metrics', 'traces', 'logs'] as const) if (settings[signal]) onDropped(signal)(0, 'refused');

  /** They add up: what could not be sent now is in what is sent next. */
  const sendMetrics = async (): Promise<void> => {
    const period = { startMs: monitor.startedAtMs, nowMs: Date.now() };
    for (const { body, points } of metricsRequests(monitor.read().families, resource, period)) {
      const delivery = await transport.send('/v1/metrics', body);
      const lost = lostOf(delivery, points);
      if (lost > 0) onDropped('metrics')(lost, delivery.kind === 'failed' ? 'unreachable' : 'refused');
      if (points > lost) onSent('metrics')(points - lost);
      onState('metrics')(lost > 0 ? delivery.message : '');
      if (delivery.kind === 'failed') return;
    }
  };
  let sending: Promise<void> | undefined;
  const timer = setInterval(() => {
    sending ??= sendMetrics().finally(() => {
      sending = undefined;
    });
  }, settings.interval);
  timer.unref();
  if (!settings.metrics) clearInterval(timer);

  return {
    spans: (spans) => (settings.traces ? traces.add(spans) : undefined),
    exchanges: (exchanges) => (settings.logs ? logs.add(exchanges) : undefined),
    async close() {
      clearInterval(timer);
      const last = Promise.all([sending, traces.close(), logs.close()]).then(() => (settings.metrics ? sendMetrics() : undefined));
      let cut: NodeJS.Timeout | undefined;
      await Promise.race([
        last,
        new Promise<void>((resolve) => {
          cut = setTimeout(resolve, LAST_SEND_MS);
        }),
      ]);
      clearTimeout(cut);
      transport.close();
    },
  };
}

function lostOf(delivery: Delivery, points: number): number {
  return delivery.kind === 'accepted' ? Math.min(delivery.rejected, points) : points;
}
