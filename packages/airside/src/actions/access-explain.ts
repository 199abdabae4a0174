import type { DirectoryContents } from '@airside/domain';
import { type AccessAnswer, configuredDirectory, explainAccess, UnexplainableError } from '@airside/gateway';
import { createDirectory, faultInUse, layerDirectories } from '@airside/identity';

import { storedContents } from '../access/directory.ts';
import { explanation } from '../access/explanation.ts';
import { callerOf } from '../access/principal.ts';
import { readConfiguration, type ServableConfiguration } from '../configured.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';

export interface ExplainOptions extends DataDirectoryOptions {
  readonly as: string;
  readonly request: { readonly method: string; readonly target: string };
  readonly api?: string;
  /** Names and values, alternating. */
  readonly header: readonly string[];
  readonly claim: readonly (readonly [string, unknown])[];
  readonly scope?: readonly string[];
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly at?: number;
  readonly json?: boolean;
}

/** Prints what the access rules say of a request, and yields the exit code: whether it is allowed. */
export async function explain(options: ExplainOptions): Promise<number> {
  const loaded = await readConfiguration(options, 'who may do what', 'mend them');
  if (loaded === undefined)
    throw new CommandError('there is no configuration', { exitCode: EXIT.unavailable, hint: 'name it with --config' });
  const { bundle, configuration } = loaded;
  const time = options.at ?? Date.now();
  const configured = createDirectory(configuredDirectory(configuration));
  const stored = createDirectory(await storedContents(await dataDirectoryOf(options)));
  const directory = layerDirectories(configured, stored);
  const { principal, key } = callerOf(options.as, both(configured.contents(), stored.contents()), directory, {
    claims: new Map(options.claim),
    scopes: options.scope,
    issuer: Object.values(configuration.issuers)[0]?.issuer ?? 'https://issuer.invalid',
  });
  const { method, target } = options.request;
  const question = {
    principal,
    method,
    target,
    host: hostOf(options, configuration),
    rawHeaders: options.header,
    clientAddress: options.address,
    time,
  };
  try {
    const explained = await explainAccess(bundle, stored, question);
    const { environment } = configuration.gateway;
    const use = { api: explained.api, environment, clientAddress: options.address, timeMs: time };
    const fault = key === undefined ? undefined : faultInUse(key, use);
    const answer = fault === undefined ? explained : refusedBefore(explained, fault);
    if (options.api !== undefined && answer.api !== options.api) {
      throw new CommandError(`${target} is a path of the API ${answer.api}, not of ${options.api}`, {
        hint: 'the path begins with the path of the API',
      });
    }
    const allowed = answer.refusal === undefined;
    const { refusal, ...rest } = answer;
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ allowed, ...refusal, ...rest })}\n` : `${explanation(answer, principal)}\n`,
    );
    return allowed ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (error instanceof UnexplainableError) throw new CommandError(error.message);
    throw error;
  }
}

/** What holds where the identity checkpoint does not let the caller through to the rules, which are shown all the same. */
function refusedBefore(answer: AccessAnswer, reason: string): AccessAnswer {
  return { ...answer, refusal: { problem: 'credential-invalid', reason }, verdicts: [{ policy: 'authentication', outcome: 'refuse' }] };
}

function both(one: DirectoryContents, other: DirectoryContents): DirectoryContents {
  return Object.fromEntries(
    Object.entries(one).map(([kind, records]) => [kind, [...records, ...other[kind as keyof DirectoryContents]]]),
  ) as unknown as DirectoryContents;
}

/** The host of the request, or one that leads to the API. */
function hostOf({ header, api }: ExplainOptions, { apis }: ServableConfiguration['configuration']): string {
  for (let index = 0; index + 1 < header.length; index += 2) {
    if (header[index]?.toLowerCase() === 'host') return (header[index + 1] ?? '').replace(/:\d+$/, '').toLowerCase();
  }
  const published = api === undefined ? undefined : apis[api];
  if (api !== undefined && published === undefined)
    throw new CommandError(`there is no API "${api}"`, { hint: `there are ${Object.keys(apis).join(', ')}` });
  return published?.host?.replace('*', 'any') ?? '';
}
