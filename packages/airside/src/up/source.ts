import { type LoadedConfiguration, loadConfiguration, loadConfigurationText } from '@airside/gateway';

/** Where the configuration of a running Airside comes from, and comes from again when it changes. */
export interface ConfigurationSource {
  /** What people call it. */
  readonly name: string;
  load(): Promise<LoadedConfiguration>;
}

export interface SourceOverrides {
  /** Replaces the addresses of all listeners. */
  readonly listen?: string;
  readonly workers?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export function fileSource(file: string, overrides: SourceOverrides = {}): ConfigurationSource {
  const environment = { ...process.env, ...overrides.environment };
  return { name: file, load: async () => overridden(await loadConfiguration(file, { environment }), overrides) };
}

/** A configuration that stands in no file; `file` says where its relative paths start. */
export function textSource(text: string, file: string, overrides: SourceOverrides = {}): ConfigurationSource {
  return {
    name: 'the configuration made from the command line',
    load: async () => {
      const loaded = await loadConfigurationText(text, file);
      return overridden({ ...loaded, files: loaded.files.filter((name) => name !== file) }, overrides);
    },
  };
}

function overridden(loaded: LoadedConfiguration, { listen, workers }: SourceOverrides): LoadedConfiguration {
  const { bundle, configuration } = loaded;
  if (bundle === undefined || configuration === undefined) return loaded;
  const changes = { ...(listen !== undefined && { listen: [{ address: listen }] }), ...(workers !== undefined && { workers }) };
  const source = bundle.source as { gateway?: object };
  return {
    ...loaded,
    configuration: { ...configuration, gateway: { ...configuration.gateway, ...changes } },
    bundle: {
      ...bundle,
      source: { ...source, gateway: { ...source.gateway, ...changes } },
      ...(listen !== undefined && { tls: [null] }),
    },
  };
}
