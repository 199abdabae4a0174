import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { type ParsedConfiguration, type Problem, parseConfiguration, SourceDocument } from '@airside/domain';
import { createStaticKeySet } from '@airside/identity';
import { readDefinition } from '@airside/openapi';

import { createMemoryRateLimiter } from '../limits/memory-rate-limiter.ts';
import { policyOptionSchemas } from '../policies/index.ts';
import type { ConfigurationBundle, LoadedDefinition } from './bundle.ts';
import { compileSnapshot } from './compile.ts';
import { SharedResources } from './leases.ts';

/** A trial reads no key set and counts nothing. */
const TRIAL_SERVICES = { rateLimiter: createMemoryRateLimiter(), openKeySet: () => createStaticKeySet({ keys: [] }) };

export interface LoadedConfiguration {
  /** Undefined when there are errors among the problems. */
  readonly bundle: ConfigurationBundle | undefined;
  readonly configuration: ParsedConfiguration<typeof policyOptionSchemas>['configuration'];
  readonly problems: readonly Problem[];
  /** Every file that was read, absolute: what to watch. */
  readonly files: readonly string[];
}

/**
 * Reads a configuration file and all that it names, and tries whether a gateway could serve it: what this accepts, `Gateway.apply` accepts.
 * Never throws for bad input; all problems are found at once.
 */
export async function loadConfiguration(
  file: string,
  options: { readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<LoadedConfiguration> {
  const path = resolve(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const problem = new SourceDocument(path, '').problem([], {
      message: `cannot be read (${(error as NodeJS.ErrnoException).code})`,
      hint: '`airside init` writes a first one',
    });
    return { bundle: undefined, configuration: undefined, problems: [{ ...problem, line: 0, column: 0 }], files: [path] };
  }
  return loadConfigurationText(text, path, options);
}

/** The same for a text that stands in no file, or not yet: `file` says where relative paths start and what problems call it. */
export async function loadConfigurationText(
  text: string,
  file: string,
  options: { readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<LoadedConfiguration> {
  const parsed = parseConfiguration(text, { file, policies: policyOptionSchemas, ...options });
  const problems: Problem[] = [...parsed.problems];
  const files = [file, ...parsed.files];
  const { configuration, document } = parsed;
  if (configuration === undefined) return { bundle: undefined, configuration, problems, files };

  const directory = dirname(file);
  const definitions: Record<string, LoadedDefinition> = {};
  for (const [id, api] of Object.entries(configuration.apis)) {
    if (api.definition === undefined) continue;
    const definitionFile = resolve(directory, api.definition);
    const read = await readDefinition(definitionFile);
    files.push(definitionFile, ...read.files);
    problems.push(...read.problems);
    if (read.document === undefined) continue;
    definitions[id] = { document: read.document, digest: createHash('sha256').update(JSON.stringify(read.document)).digest('hex') };
  }

  const tls: ({ cert: string; key: string } | null)[] = [];
  for (const [index, listener] of configuration.gateway.listen.entries()) {
    if (listener.tls === undefined) {
      tls.push(null);
      continue;
    }
    const pem = { cert: '', key: '' };
    for (const [field, part] of [
      ['certificate', 'cert'],
      ['key', 'key'],
    ] as const) {
      const pemFile = resolve(directory, listener.tls[field]);
      files.push(pemFile);
      try {
        pem[part] = await readFile(pemFile, 'utf8');
      } catch (error) {
        const path = ['gateway', 'listen', index, 'tls', field];
        problems.push(
          document.problem(path, {
            message: `file ${pemFile} cannot be read (${(error as NodeJS.ErrnoException).code})`,
            expected: 'a PEM file',
          }),
        );
      }
    }
    tls.push(pem);
  }

  const unique = [...new Set(files)];
  if (problems.some(({ severity }) => severity === 'error')) return { bundle: undefined, configuration, problems, files: unique };
  const bundle: ConfigurationBundle = { source: parsed.source, directory, definitions, tls };
  const trial = compileSnapshot(bundle, new SharedResources(), TRIAL_SERVICES);
  trial.snapshot?.release();
  problems.push(...trial.problems.map(({ path, ...details }) => document.problem(path, details)));
  const failed = problems.some(({ severity }) => severity === 'error');
  return { bundle: failed ? undefined : bundle, configuration, problems, files: unique };
}
