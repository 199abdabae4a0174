import { DRIFT_SEVERITIES } from '@airside/openapi/choices';
import { Command, Option } from 'commander';

import type { DriftOptions } from '../actions/drift.ts';
import { TRAFFIC_FILES, withTraffic } from './traffic-options.ts';
import { basePath } from './values.ts';

export function driftCommand(): Command {
  return withTraffic(new Command('drift'))
    .description(
      'Hold recorded traffic against the definition: what is called and not declared, declared and not called, or otherwise than declared.',
    )
    .argument('[file...]', TRAFFIC_FILES)
    .option('--definition <file>', 'hold it against this definition; where absent, against those of the APIs in the configuration')
    .option(
      '--base-path <path>',
      'with --definition: path under which the API was called, where that is not the path of its servers',
      basePath,
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices([...DRIFT_SEVERITIES, 'never']).default('medium'),
    )
    .option('--patch <file>', 'write what would settle the findings of one API into this file, as JSON Patch (RFC 6902)')
    .option('--explain', 'say of each kind of finding what it means and what to do')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
What the gateway refused, and what the API answered with an error, is no drift of requests. Fields of bodies and headers are seen only where they are recorded
(policies.recording, HAR). A patch is for the definition in the form of OpenAPI 3.1 with all files in one: read each of its changes before you apply it, since
what is seen is not always what ought to be. There is none where it is the API that has to change.`,
    )
    .action(async (files: string[], options: DriftOptions) => {
      const { drift } = await import('../actions/drift.ts');
      process.exitCode = await drift(files, options);
    });
}
