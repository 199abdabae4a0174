import { Command, Option } from 'commander';

import type { MetricsOptions } from '../actions/metrics.ts';
import { withData } from './data-options.ts';

export function metricsCommand(): Command {
  return withData(new Command('metrics'))
    .description('Print what a running Airside has counted since it started: requests, failures, durations.')
    .option('--api <id>', 'only of this API')
    .addOption(
      new Option('--by <what>', 'put requests together by this')
        .choices(['api', 'operation', 'status', 'consumer', 'country'])
        .default('api'),
    )
    .option('--json', 'all metrics, with all their series: one JSON object a line')
    .addHelpText('after', '\nDurations are estimates out of the buckets of a histogram. Countries take `telemetry.metrics.countries`.')
    .action(async (options: MetricsOptions) => {
      const { printMetrics } = await import('../actions/metrics.ts');
      await printMetrics(options);
    });
}
