import { type ExportConfiguration, parseConfiguration } from '@airside/domain';

import { openExchangeStore } from '../src/exchanges/sqlite/open.ts';
import type { ExchangeStore } from '../src/exchanges/store.ts';
import { type ConfiguredExport, createExporter, type Exporter } from '../src/export/exporter.ts';
import { exchangeSource } from '../src/export/source.ts';
import { openExportStore } from '../src/export/sqlite/open.ts';
import type { ExportStore } from '../src/export/store.ts';

/** An export of a configuration in YAML. Throws where the configuration is not right. */
export function configuredExport(
  yaml: string,
  directory = '/',
  ca?: string,
  name = 'siem',
  environment: Record<string, string> = {},
): ConfiguredExport {
  return { name, settings: exportSettings(yaml, environment), ca, directory };
}

/** One object for all: the schemas are made once for each, which takes longer than a validation. */
const POLICIES = {};

function exportSettings(yaml: string, environment: Readonly<Record<string, string>>): ExportConfiguration {
  const text = `exports: { siem: { ${yaml} } }\n`;
  const { configuration, problems } = parseConfiguration(text, { file: '/airside.yaml', policies: POLICIES, environment });
  const settings = configuration?.exports['siem'];
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}

export interface ExporterUnderTest {
  readonly exporter: Exporter;
  readonly exchanges: ExchangeStore;
  readonly store: ExportStore;
  readonly problems: unknown[];
  /** Looks for new records at once; real waits of a second are cut to this many milliseconds. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** An exporter before real stores, whose waits take a hundredth of their time. */
export function exporterUnderTest({
  exchanges = openExchangeStore(':memory:'),
  store = openExportStore(':memory:'),
}: Partial<Pick<ExporterUnderTest, 'exchanges' | 'store'>> = {}): ExporterUnderTest {
  const problems: unknown[] = [];
  const timers = {
    now: Date.now,
    after: (delayMs: number, action: () => void) => {
      const timer = setTimeout(action, delayMs / 100);
      return () => clearTimeout(timer);
    },
  };
  const exporter = createExporter({
    store,
    sources: [exchangeSource(exchanges)],
    key: Buffer.alloc(32, 1),
    onProblem: (error) => problems.push(error),
    timers,
    random: () => 0.5,
  });
  return {
    exporter,
    exchanges,
    store,
    problems,
    [Symbol.asyncDispose]: () => exporter.close(),
  };
}
