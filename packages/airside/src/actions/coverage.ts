import { coverageOf, coverageScore, type List, type OperationCoverage } from '@airside/gateway';

import { readConfiguration } from '../configured.ts';
import { CommandError, EXIT } from '../exit.ts';
import { explanation } from '../owasp/explanation.ts';
import { markdown } from '../owasp/markdown.ts';
import { matrix } from '../owasp/matrix.ts';

export interface CoverageOptions {
  readonly config?: string;
  readonly data?: string;
  readonly api?: string;
  readonly operation?: string;
  readonly list: List;
  readonly explain?: boolean;
  readonly failUnder?: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Prints how far the risks of the Top 10 are covered; yields the exit code. */
export async function coverage(options: CoverageOptions): Promise<number> {
  const { list, failUnder, explain, operation } = options;
  const configuration = await readConfiguration(options, 'what is covered', 'airside check says more');
  if (configuration === undefined)
    throw new CommandError('there is no airside.yaml here', { exitCode: EXIT.unavailable, hint: 'name a configuration with --config' });
  const operations = chosen(coverageOf(configuration.bundle), options);
  const score = coverageScore(operations, list);
  if (options.json === true) {
    const scores = { 2019: coverageScore(operations, '2019'), 2023: coverageScore(operations, '2023') };
    process.stdout.write(`${JSON.stringify({ scores, operations }, null, 2)}\n`);
  } else if (options.markdown === true) process.stdout.write(markdown(operations, list, score));
  else if (explain === true || operation !== undefined) process.stdout.write(explanation(operations, list, score));
  else process.stdout.write(matrix(operations, list, score, process.stdout.columns));
  return failUnder !== undefined && score < failUnder ? EXIT.failed : EXIT.ok;
}

function chosen(all: readonly OperationCoverage[], { api, operation }: CoverageOptions): readonly OperationCoverage[] {
  const ofApi = all.filter((each) => api === undefined || each.api === api);
  if (ofApi.length === 0)
    throw new CommandError(api === undefined ? 'the configuration has no APIs' : `there is no API "${api}"`, { exitCode: EXIT.usage });
  const found = ofApi.filter((each) => operation === undefined || each.operation === operation);
  if (found.length > 0) return found;
  throw new CommandError(`there is no operation "${operation}"`, {
    exitCode: EXIT.usage,
    hint: 'an operation is called by its operationId, or GET /orders/{id} where there is none',
  });
}
