import { readConfiguration } from '../configured.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { RuleOptions } from '../waf/open-rules.ts';
import { analyse } from '../waf/tune/analyse.ts';
import { report } from '../waf/tune/report.ts';
import { RISKS, type Risk } from '../waf/tune/risk.ts';
import { storedTraffic, type TrafficOptions, writtenTraffic } from '../waf/tune/traffic.ts';
import { tuningRules } from '../waf/tune/tuning-rules.ts';
import { writeProposals } from '../waf/tune/write-proposals.ts';

export interface WafTuneOptions extends RuleOptions, Omit<TrafficOptions, 'threshold'> {
  readonly data?: string;
  readonly config?: string;
  readonly minCallers: number;
  readonly minRequests: number;
  readonly minSpan: number;
  readonly narrow?: boolean;
  readonly json?: boolean;
  readonly write?: string;
  readonly risk: Risk;
  readonly dryRun?: boolean;
}

/** Proposes exclusions against false alarms, and writes them into a configuration where that is asked for. */
export async function tune(files: readonly string[], options: WafTuneOptions): Promise<void> {
  if (options.dryRun === true && options.write === undefined) {
    throw new CommandError('--dry-run shows what --write would change', {
      exitCode: EXIT.usage,
      hint: 'name the configuration with --write',
    });
  }
  const place = placeOf(options);
  const wantsConfiguration = place.config !== undefined || files.length === 0;
  const configured = wantsConfiguration
    ? await readConfiguration(place, 'which rules apply', 'mend them, or name files, and rules with --crs or --rules')
    : undefined;
  const rules = tuningRules(options, configured);
  const apis = Object.keys(configured?.configuration.apis ?? {});
  const { api = apis.length === 1 && files.length > 0 ? apis[0] : undefined } = options;
  if (configured !== undefined && api !== undefined && !apis.includes(api)) {
    throw new CommandError(`the configuration has no API ${api}`, { exitCode: EXIT.usage, hint: `expected one of ${apis.join(', ')}` });
  }
  const filter = { ...options, ...(api !== undefined && { api }) };
  const traffic = files.length === 0 ? storedTraffic(await dataDirectoryOf(place), filter) : writtenTraffic(files, filter, rules);
  const bounds = { minCallers: options.minCallers, minRequests: options.minRequests, minSpanMs: options.minSpan };
  const result = await analyse(traffic, rules, { bounds, narrow: options.narrow === true });
  process.stdout.write(options.json === true ? `${JSON.stringify(result)}\n` : report(result));
  if (options.write === undefined) return;
  const acceptable = RISKS.slice(0, RISKS.indexOf(options.risk) + 1);
  const chosen = result.proposals.filter(({ risk }) => acceptable.includes(risk));
  await writeProposals(options.write, chosen, { dryRun: options.dryRun === true, leftOut: result.proposals.length - chosen.length });
}

function placeOf({ data, config, write }: WafTuneOptions): DataDirectoryOptions {
  const file = config ?? write;
  return { ...(data !== undefined && { data }), ...(file !== undefined && { config: file }) };
}
