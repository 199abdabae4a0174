import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import {
  type Configuration,
  type DirectoryContents,
  type ParsedConfiguration,
  type Problem,
  parseConfiguration,
  type SourceDocument,
} from '@airside/domain';
import { createDirectory } from '@airside/identity';
import { readDefinition } from '@airside/openapi';

import { policyOptionSchemas } from '../policies/index.ts';
import type { ConfigurationBundle, LoadedDefinition } from './bundle.ts';
import { checkDelivery } from './check-delivery.ts';
import { conflicts } from './check-stored.ts';
import { compileSnapshot } from './compile.ts';
import { type FindInstalledRules, findNoInstalledRules } from './installed-rules.ts';
import { SharedResources } from './leases.ts';
import { readCertificates } from './read-certificates.ts';
import { readProfiles } from './read-profiles.ts';
import { readRules } from './read-rules.ts';
import { TRIAL_SERVICES } from './trial-services.ts';

/** The records of the store in a data directory. */
export type FindStored = (dataDirectory: string) => Partial<DirectoryContents> | Promise<Partial<DirectoryContents>>;

export interface LoadOptions {
  /** Where `${env:NAME}` is looked up; the environment of the process where absent. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where `crs: installed:NAME` is looked up. */
  readonly findInstalledRules?: FindInstalledRules;
  /** The records that the store has now: what the configuration brings, too, is refused. Unknown where absent. */
  readonly stored?: FindStored;
}

export interface LoadedConfiguration {
  /** Undefined when there are errors among the problems. */
  readonly bundle: ConfigurationBundle | undefined;
  readonly configuration: ParsedConfiguration<typeof policyOptionSchemas>['configuration'];
  readonly problems: readonly Problem[];
  /** Where each value stands; undefined when the file could not be read. */
  readonly document?: SourceDocument;
  /** Every file that was read, and the directories in which patterns look for files, absolute: what to watch. */
  readonly files: readonly string[];
}

/**
 * Reads a configuration file and all that it names, and tries whether a gateway could serve it: what this accepts, `Gateway.apply` accepts.
 * Never throws for bad input; all problems are found at once.
 */
export async function loadConfiguration(file: string, options: LoadOptions = {}): Promise<LoadedConfiguration> {
  const path = resolve(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return unreadable(path, `cannot be read (${code})`, code === 'ENOENT' ? '`airside init` writes a first one' : undefined);
  }
  // What truncates a file before it writes into it is seen half-way: nothing at all is nobody's configuration.
  if (text.trim() === '') return unreadable(path, 'is empty', 'is it being written? `{}` is a configuration of nothing');
  return loadConfigurationText(text, path, options);
}

function unreadable(path: string, message: string, hint: string | undefined): LoadedConfiguration {
  const where = { severity: 'error', file: path, line: 0, column: 0, pointer: '' } as const;
  return {
    bundle: undefined,
    configuration: undefined,
    problems: [{ ...where, message, ...(hint !== undefined && { hint }) }],
    files: [path],
  };
}

/** The same for a text that stands in no file, or not yet: `file` says where relative paths start and what problems call it. */
export async function loadConfigurationText(text: string, file: string, options: LoadOptions = {}): Promise<LoadedConfiguration> {
  const { environment, findInstalledRules = findNoInstalledRules } = options;
  const parsed = parseConfiguration(text, { file, policies: policyOptionSchemas, ...(environment !== undefined && { environment }) });
  const problems: Problem[] = [...parsed.problems];
  const files = [file, ...parsed.files];
  const { configuration, document } = parsed;
  if (configuration === undefined) return { bundle: undefined, configuration, problems, files };

  const directory = dirname(file);
  const reading: Reading = { configuration, document, directory, problems, files };
  const definitions = await readDefinitions(reading);
  const profiles = await readProfiles(reading);
  const certificates = await readCertificates(reading);
  await checkDelivery(reading);
  if (configuration.geography.file !== undefined) files.push(resolve(directory, configuration.geography.file));
  const dataDirectory = resolve(directory, configuration.store.directory);
  const rules = readRules(configuration, document, directory, (name) => findInstalledRules(name, dataDirectory));
  problems.push(...rules.problems);
  files.push(...rules.files);
  const { ruleSets, firewall } = rules;
  const bundle: ConfigurationBundle = {
    source: forGateways(parsed.source),
    directory,
    definitions,
    profiles,
    ruleSets,
    firewall,
    ...certificates,
  };
  const stored = (await options.stored?.(dataDirectory)) ?? {};
  const services = { ...TRIAL_SERVICES, directory: createDirectory(stored), compileRules: rules.compiled };
  const trial = compileSnapshot(bundle, new SharedResources(), services);
  trial.snapshot?.release();
  problems.push(...[...trial.problems, ...conflicts(configuration, stored)].map(({ path, ...details }) => document.problem(path, details)));
  const failed = problems.some(({ severity }) => severity === 'error');
  return { bundle: failed ? undefined : bundle, configuration, problems, document, files: [...new Set(files)] };
}

/** Gateways, which strangers talk to, do not get the credentials of what only the primary process does. */
function forGateways(source: unknown): unknown {
  const { channels: _channels, exports: _exports, ...rest } = (source ?? {}) as Readonly<Record<string, unknown>>;
  return rest;
}

interface Reading {
  readonly configuration: Configuration;
  readonly document: SourceDocument;
  readonly directory: string;
  readonly problems: Problem[];
  readonly files: string[];
}

async function readDefinitions({
  configuration,
  document,
  directory,
  problems,
  files,
}: Reading): Promise<ConfigurationBundle['definitions']> {
  const definitions: Record<string, LoadedDefinition> = {};
  for (const [id, api] of Object.entries(configuration.apis)) {
    if (api.definition === undefined) continue;
    const file = resolve(directory, api.definition);
    const read = await readDefinition(file);
    files.push(...read.files);
    // A file that cannot be read at all is a mistake in the line that names it.
    const isAboutTheFile = (problem: Problem) => problem.file === file && problem.line === 0;
    const inConfiguration = ({ message, ...details }: Problem): Problem =>
      document.problem(['apis', id, 'definition'], { ...details, message: `${api.definition}: ${message}` });
    problems.push(...read.problems.map((problem) => (isAboutTheFile(problem) ? inConfiguration(problem) : problem)));
    if (read.document === undefined) continue;
    definitions[id] = { document: read.document, digest: createHash('sha256').update(JSON.stringify(read.document)).digest('hex') };
  }
  return definitions;
}
