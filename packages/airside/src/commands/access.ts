import { Command } from 'commander';

import type { ExplainOptions } from '../actions/access-explain.ts';
import { withData } from './data-options.ts';
import { claim, headerField, instant, ipAddress, requestLine } from './values.ts';

const EXPLAIN_HELP = `
--as names a consumer, an application, a key, a client (ISSUER#CLIENT) or a login, of the configuration or the store; write key:ID and the like
where several have the same id, and anonymous for nobody. The caller is taken for identified; what --claim and --scope say stands in its
token. The policies of the checkpoint "access" answer, those that would decide. Bodies are not known, so rules on them only say whom they concern.
Exit code 0: allowed, 1: refused.`;

export function accessCommand(): Command {
  const command = new Command('access').description('Say who may do what.');
  withData(command.command('explain'))
    .description('Say whether a request would be allowed, and what each rule says of it.')
    .requiredOption('--as <id>', 'who calls')
    .requiredOption('--request <request>', "method and path with query, such as 'GET /orders/7'", requestLine)
    .option('--api <id>', 'the API that is meant, where its host is not given')
    .option('--header <name:value...>', 'a header field of the request; Host chooses among APIs', headerField, [])
    .option('--claim <name=value...>', 'a claim of the token: JSON, else text', claim, [])
    .option('--scope <scope...>', "scopes of the credential, instead of the record's")
    .option('--address <address>', 'where the call comes from', ipAddress, '127.0.0.1')
    .option('--at <time>', 'when it comes (RFC 3339); now where absent', instant)
    .option('--json', 'one JSON object: {"allowed", "api", "operation", "reason", "verdicts", "policies": [{"policy", "rules"}]}')
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (options: ExplainOptions) => {
      const { explain } = await import('../actions/access-explain.ts');
      process.exitCode = await explain(options);
    });
  return command;
}
