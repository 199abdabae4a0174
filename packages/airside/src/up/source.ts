import type { Problem } from '@airside/domain';
import { type FindStored, type LoadedConfiguration, loadConfiguration, loadConfigurationText } from '@airside/gateway';

import { findInstalledRules } from '../rules/installed-rules.ts';

/** Where the configuration of a running Airside comes from, and comes from again when it changes. */
export interface ConfigurationSource {
  /** What people call it. */
  readonly name: string;
  /** `stored`: the callers that the store has, which the configuration must not bring, too. */
  load(stored: FindStored): Promise<LoadedConfiguration>;
}

export interface SourceOverrides {
  /** Replaces the listeners by one at this address, with the certificate of the first of them. */
  readonly listen?: string;
  readonly workers?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Is used instead of `store.directory`. */
  readonly dataDirectory?: string;
}

export function fileSource(file: string, overrides: SourceOverrides = {}): ConfigurationSource {
  const environment = { ...process.env, ...overrides.environment };
  const options = { environment, findInstalledRules: findInstalledRules(overrides.dataDirectory) };
  return { name: file, load: async (stored) => overridden(await loadConfiguration(file, { ...options, stored }), overrides) };
}

/** A configuration that stands in no file; `file` says where its relative paths start and what problems call it. */
export function textSource(text: string, file: string, overrides: SourceOverrides = {}): ConfigurationSource {
  return {
    name: 'the configuration made from the command line',
    load: async (stored) => {
      const loaded = await loadConfigurationText(text, file, { stored });
      return overridden({ ...loaded, files: loaded.files.filter((name) => name !== file) }, overrides);
    },
  };
}

type Listener = { readonly address: string; readonly tls?: unknown };

function overridden(loaded: LoadedConfiguration, { listen, workers }: SourceOverrides): LoadedConfiguration {
  const { bundle, configuration } = loaded;
  if (bundle === undefined || configuration === undefined) return loaded;
  const source = bundle.source as { gateway?: { listen?: readonly Listener[] } };
  const listeners = (written: readonly Listener[] | undefined) =>
    listen === undefined ? {} : { listen: [{ ...written?.[0], address: listen }] };
  const count = workers === undefined ? {} : { workers };
  const { gateway } = configuration;
  return {
    ...loaded,
    problems: workers === undefined || workers === gateway.workers ? loaded.problems : [...loaded.problems, ...workersProblem(workers)],
    configuration: { ...configuration, gateway: { ...gateway, ...(listeners(gateway.listen) as Partial<typeof gateway>), ...count } },
    bundle: {
      ...bundle,
      source: { ...source, gateway: { ...source.gateway, ...listeners(source.gateway?.listen), ...count } },
      tls: listen === undefined ? bundle.tls : bundle.tls.slice(0, 1),
    },
  };
}

/** What the check of a file says of its `gateway.workers`, said of the option. */
function workersProblem(workers: number): Problem[] {
  if (workers === 1) return [];
  return [
    {
      severity: 'warning',
      file: '--workers',
      line: 0,
      column: 0,
      pointer: '',
      message: `each of ${workers} workers counts rate limits for itself`,
      hint: `a caller may reach ${workers} times the configured rate; one worker counts exactly`,
    },
  ];
}
