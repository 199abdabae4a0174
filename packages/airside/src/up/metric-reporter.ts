import { type MetricChanges, ProcessMeter, type Registry } from '@airside/gateway';

const INTERVAL_MS = 1000;

/** Passes on what was counted; calls back once it has left this process. */
export type SendMetrics = (changes: readonly MetricChanges[], sent: () => void) => void;

export interface MetricReporter {
  /** Sends what was counted last; resolves once it has left this process. */
  close(): Promise<void>;
}

/** Passes on what this process has counted, and how it is, once a second. While the other side does not keep up, it adds up here. */
export function reportMetrics(registry: Registry, send: SendMetrics): MetricReporter {
  const own = new ProcessMeter(registry);
  let underWay = false;

  const report = (sent: () => void): void => {
    own.measure();
    const changes = registry.takeChanges();
    if (changes.length === 0) sent();
    else send(changes, sent);
  };
  const timer = setInterval(() => {
    if (underWay) return;
    underWay = true;
    report(() => {
      underWay = false;
    });
  }, INTERVAL_MS);
  timer.unref();

  return {
    close() {
      clearInterval(timer);
      return new Promise((resolve) => {
        report(resolve);
        own.close();
      });
    },
  };
}
