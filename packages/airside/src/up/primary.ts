import { resolve } from 'node:path';

import { formatProblem } from '@airside/domain';
import type { ConfigurationBundle, FindStored } from '@airside/gateway';
import type { RevokedToken } from '@airside/identity';

import { declaredOperations } from '../behavior/declared-operations.ts';
import { CommandError, EXIT } from '../exit.ts';
import { PRIMARY_METRICS } from '../telemetry/catalog.ts';
import { watchBehavior } from '../telemetry/sources/behavior.ts';
import { watchDelivery } from '../telemetry/sources/delivery.ts';
import { watchRollups } from '../telemetry/sources/rollups.ts';
import { metricViews } from '../telemetry/views.ts';
import { note, progress, shortPath } from '../terminal.ts';
import { assertSocketPossible, openAdmin } from './admin.ts';
import { oldestWaiting } from './alert-sources/oldest-waiting.ts';
import { openIncidents } from './alert-sources/open-incidents.ts';
import { openAlerting } from './alerting.ts';
import { type OwnAuthorizationServer, openAuthorizationServer } from './authorization-server.ts';
import { type Behavior, openBehavior } from './behavior/behavior.ts';
import { openCallers, storedRecords } from './callers.ts';
import { configuredRecords } from './configured-records.ts';
import { configuredDataDirectory, loadIdentityKey, openDataDirectory } from './data-directory.ts';
import { openDelivery } from './delivery.ts';
import { choosePorts, withPorts } from './free-ports.ts';
import { lockDataDirectory } from './lock.ts';
import { log } from './log.ts';
import { isServable, type Loaded } from './opened.ts';
import { openRecord } from './record.ts';
import { recordedOnly } from './recorded-only.ts';
import { createReloader } from './reloader.ts';
import type { ConfigurationSource } from './source.ts';
import { openTelemetry } from './telemetry.ts';
import { type Listening, Workers } from './workers.ts';

const HEALTH_INTERVAL_MS = 1000;
/** A port that was free may be taken before it is opened. */
const PORT_ATTEMPTS = 5;

export interface PrimaryOptions {
  readonly source: ConfigurationSource;
  /** Replaces `store.directory`. */
  readonly dataDirectory?: string;
  readonly watch: boolean;
}

export interface Running {
  readonly addresses: Listening;
  readonly loaded: Loaded;
  readonly dataDirectory: string;
  /** URL that Prometheus fetches; undefined where it is not configured. */
  readonly metricsUrl: string | undefined;
  readonly behavior: Behavior;
  /** Reads the configuration again; a bad one is refused whole, and said so. */
  reload(): Promise<void>;
  stop(): Promise<void>;
  /** Ends everything without waiting for requests under way. */
  kill(): void;
}

/** Starts the primary process's part of Airside: configuration, store, workers. */
export async function startPrimary({ source, watch, ...options }: PrimaryOptions): Promise<Running> {
  const readSince = Date.now();
  const loaded = await loadOrFail(source, (directory) => storedRecords(options.dataDirectory ?? directory));
  const { gateway, store } = loaded.configuration;
  const dataDirectory = openDataDirectory(resolve(options.dataDirectory ?? configuredDataDirectory(loaded.bundle.directory, store)));
  await assertSocketPossible(dataDirectory);
  // What was opened is closed again where the start fails, so that the process can end.
  await using opened = new AsyncDisposableStack();
  const unlock = lockDataDirectory(dataDirectory);
  opened.defer(unlock);
  const identityKey = await loadIdentityKey(dataDirectory);
  const record = openRecord(dataDirectory, store, log);
  opened.defer(() => record.close());
  const configured = configuredRecords(loaded);
  const callers = await openCallers(dataDirectory, configured.contents, log);
  opened.defer(() => callers.close());
  const delivery = openDelivery({ dataDirectory, loaded, record, callers, log });
  opened.defer(() => delivery.close());
  const telemetry = await openTelemetry({
    loaded,
    dataDirectory,
    record,
    callers: () => [configured.contents(), callers.directory.contents()],
    log,
  });
  opened.defer(() => telemetry.close());
  const { monitor } = telemetry;
  const alerting = openAlerting({
    dataDirectory,
    loaded,
    outbox: delivery.outbox,
    callers: () => [configured.contents(), callers.directory.contents()],
    own: {
      lost: () => record.state().dropped + record.state().lostInWorkers,
      queued: () => record.state().queued,
      engineBehind: () => behavior.behind(),
      oldestMessageMs: () => oldestWaiting(delivery.outbox),
    },
    fulfil: (request) => behavior.fulfil(request),
    log,
  });
  opened.defer(() => alerting.close());
  let served = loaded.bundle;
  /** Sanctions may change before there are workers; those start with what is in effect. */
  const started: { workers?: Workers } = {};
  const behavior = await openBehavior({
    dataDirectory,
    configuration: loaded.configuration,
    directory: loaded.bundle.directory,
    operationsOf: () => declaredOperations(served),
    publish: async (changes) => {
      for (const change of changes) if (change.kind === 'impose') monitor.sanctioned(change.sanction);
      return (await started.workers?.changeSanctions(changes)) ?? { workers: 0, replaced: 0 };
    },
    onDetections: (detections) => detections.forEach((detection) => monitor.detected(detection)),
    onIncident: (incident) => monitor.incidentOpened(incident),
    tap: (records) => delivery.exporter.record(records),
    notify(notification, to) {
      if (to.kind === 'ticket') delivery.outbox.notify(notification, to);
      else alerting.alerting.relay(notification, to.channels ?? []);
    },
    record,
    log,
  });
  opened.defer(() => behavior.kill());

  watchDelivery(monitor, delivery);
  watchRollups(monitor, alerting);
  const behaviorWatch = watchBehavior(monitor, behavior);
  opened.defer(() => behaviorWatch.close());
  alerting.watchIncidents(() => openIncidents(behavior.administration));

  progress(`starting ${gateway.workers === 1 ? 'a gateway process' : `${gateway.workers} gateway processes`}`);
  const { workers, addresses, ports, authorizationServer } = await startWorkers(
    loaded,
    (bundle, onRevoked) => openAuthorizationServer({ loaded, bundle, dataDirectory, directory: callers.directory, onRevoked, log }),
    (bundle, revoked) =>
      new Workers({
        bundle,
        identityKey,
        drainMs: gateway.drainTimeout,
        directory: callers.directory,
        sanctions: () => behavior.sanctions(),
        revoked,
        onExchanges: (message) => {
          const exchanges = recordedOnly(message);
          record.accept({ exchanges, dropped: message.dropped });
          telemetry.exchanges(exchanges);
          alerting.accept(exchanges);
          behavior.accept(message.exchanges);
        },
        onKeyUses: ({ uses }) => callers.noteKeyUses(uses),
        onSanctionHits: ({ hits }) => behavior.noteHits(hits),
        onSpans: telemetry.spans,
        meter: loaded.configuration.telemetry.metrics,
        tracer: telemetry.tracer,
        attachMetrics: () => monitor.attach(),
        onWorkerEnded: () => monitor.add(PRIMARY_METRICS.workerEnds, [], 1),
        log,
      }),
  );
  started.workers = workers;
  const admin = await openAdmin({
    dataDirectory,
    callers,
    configured,
    behavior: behavior.administration,
    publish: (changes) => workers.changeDirectory(changes),
    delivery,
    alerts: alerting,
    metrics: () => metricViews(monitor.read().families),
    log,
  }).catch((error: unknown) => {
    workers.kill();
    throw error;
  });
  const parts = [record, callers, delivery, behavior, alerting];
  const health = setInterval(() => workers.setDegradations(parts.flatMap((part) => part.degradations())), HEALTH_INTERVAL_MS);
  const apply = async (bundle: ConfigurationBundle) => {
    await workers.apply(authorizationServer.announced(withPorts(bundle, ports)));
    authorizationServer.apply(bundle);
    telemetry.served(bundle);
  };
  const reloader = createReloader({
    source,
    started: loaded,
    readSince,
    watch,
    stored: () => callers.directory.contents(),
    apply,
    onServed(next) {
      configured.set(next);
      delivery.apply(next);
      behavior.configure(next.configuration);
      served = next.bundle;
      alerting.apply(next);
    },
    onRefused: () => monitor.add(PRIMARY_METRICS.refusedConfigurations, [], 1),
    log,
  });

  opened.move();
  return {
    addresses,
    loaded,
    dataDirectory,
    metricsUrl: telemetry.metricsUrl,
    behavior,
    reload: () => reloader.reload(),
    async stop() {
      await Promise.all([reloader.close(), admin.close()]);
      await workers.stop();
      clearInterval(health);
      behaviorWatch.close();
      await Promise.all([authorizationServer.close(), behavior.close()]);
      alerting.close();
      await Promise.all([delivery.close(), telemetry.close()]);
      record.close();
      await callers.close();
      unlock();
    },
    kill() {
      workers.kill();
      behavior.kill();
      unlock();
    },
  };
}

async function loadOrFail(source: ConfigurationSource, stored: FindStored): Promise<Loaded> {
  progress(`reading ${source.name}`);
  const loaded = await source.load(stored);
  for (const problem of loaded.problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  if (!isServable(loaded)) throw new CommandError(`${source.name} cannot be served; the problems are above`);
  return loaded;
}

async function startWorkers(
  { bundle, configuration }: Loaded,
  open: (bundle: ConfigurationBundle, onRevoked: (tokens: readonly RevokedToken[]) => void) => Promise<OwnAuthorizationServer>,
  create: (bundle: ConfigurationBundle, revoked: OwnAuthorizationServer['revoked']) => Workers,
) {
  for (let attempt = 1; ; attempt++) {
    let workers: Workers | undefined;
    let authorizationServer: OwnAuthorizationServer | undefined;
    try {
      const ports = await choosePorts(bundle);
      const opened = withPorts(bundle, ports);
      authorizationServer = await open(opened, (tokens) => workers?.revoke(tokens));
      workers = create(authorizationServer.announced(opened), authorizationServer.revoked);
      return { workers, ports, authorizationServer, addresses: await workers.start(configuration.gateway.workers) };
    } catch (error) {
      workers?.kill();
      await authorizationServer?.close();
      const { code } = error as NodeJS.ErrnoException;
      const chosen = configuration.gateway.listen.some(({ address }) => /:0+$/.test(address));
      if (code === 'EADDRINUSE' && chosen && attempt < PORT_ATTEMPTS) continue;
      throw unableToListen(error as NodeJS.ErrnoException);
    }
  }
}

const LISTEN_FAILURES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program is listening there; stop it, or name another address with --listen',
  EADDRNOTAVAIL: 'this machine has no such address; name another one with --listen',
  ENOTFOUND: 'this host name has no address; name another one with --listen',
  EACCES: 'this user may not listen there (ports below 1024 are for the system); name another port with --listen',
};

function unableToListen(error: NodeJS.ErrnoException): CommandError {
  const hint = LISTEN_FAILURES[error.code ?? ''];
  return new CommandError(`cannot accept calls: ${error.message}`, { exitCode: EXIT.unavailable, ...(hint !== undefined && { hint }) });
}
