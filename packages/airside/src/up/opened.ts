import type { ConfigurationBundle, LoadedConfiguration } from '@airside/gateway';

/** What `loadConfiguration` yields for a configuration that can be served. */
export type Loaded = LoadedConfiguration & Required<{ [K in 'bundle' | 'configuration']: NonNullable<LoadedConfiguration[K]> }>;

export function isServable(loaded: LoadedConfiguration): loaded is Loaded {
  return loaded.bundle !== undefined && loaded.configuration !== undefined;
}

/** Settings of `gateway` that a request reads anew; all others are read once, when sockets are opened and processes started. */
const READ_PER_REQUEST: ReadonlySet<string> = new Set([
  'environment',
  'trustedProxies',
  'forwardedHeader',
  'forwardedCertificate',
  'maxHeaders',
  'maxTargetBytes',
]);

/** The changed settings that take effect only when Airside starts again, such as `gateway.listen`. */
export function waitingForRestart(started: Loaded, next: Loaded): string[] {
  const before = readOnce(started);
  return Object.entries(readOnce(next)).flatMap(([key, value]) => (JSON.stringify(before[key]) === JSON.stringify(value) ? [] : [key]));
}

/** Settings of `behavior` with which the engine starts. Of the others, gateways read some with each configuration, and the rest is read when it is needed. */
const OF_THE_ENGINE = [
  'enabled',
  'training',
  'halfLife',
  'falseIncidentsPerMillion',
  'mostCallers',
  'mostOperations',
  'decoys',
  'reputation',
] as const;

function readOnce({ configuration: { gateway, store, authorizationServer, behavior }, bundle }: Loaded): Record<string, unknown> {
  const opened = Object.entries(gateway).filter(([key]) => !READ_PER_REQUEST.has(key));
  return {
    ...Object.fromEntries(opened.map(([key, value]) => [`gateway.${key}`, value])),
    ...Object.fromEntries(OF_THE_ENGINE.map((key) => [`behavior.${key}`, behavior[key]])),
    store,
    authorizationServer,
    telemetry: telemetryOf(bundle),
  };
}

/**
 * A configuration with the listeners that are open and their settings instead of its own, and with what monitoring systems are told, so that a worker that is started later listens
 * where the others do. New certificates count as long as the listeners they belong to are the same.
 */
export function withOpened(bundle: ConfigurationBundle, opened: ConfigurationBundle): ConfigurationBundle {
  const next = gatewayOf(bundle);
  const old = gatewayOf(opened);
  const isRead = ([key]: [string, unknown]) => READ_PER_REQUEST.has(key);
  const gateway = Object.fromEntries([...Object.entries(old).filter((entry) => !isRead(entry)), ...Object.entries(next).filter(isRead)]);
  const sameListeners = JSON.stringify(next['listen']) === JSON.stringify(old['listen']);
  const { telemetry: _waits, ...source } = bundle.source as { readonly telemetry?: unknown };
  const telemetry = telemetryOf(opened);
  return {
    ...bundle,
    source: { ...source, gateway, ...(telemetry !== undefined && { telemetry }) },
    tls: sameListeners ? bundle.tls : opened.tls,
  };
}

/** As it is written, references resolved: the secrets in it count as well. */
function telemetryOf(bundle: ConfigurationBundle): unknown {
  return (bundle.source as { telemetry?: unknown }).telemetry;
}

function gatewayOf(bundle: ConfigurationBundle): Readonly<Record<string, unknown>> {
  return (bundle.source as { gateway?: Readonly<Record<string, unknown>> }).gateway ?? {};
}
