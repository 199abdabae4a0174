import process from 'node:process';

import { createExchangePrivacy } from '@airside/control/privacy';
import type { Exchange } from '@airside/domain';
import { createGateway, createSanctionIndex, type Gateway, type GatewayOptions, Meter } from '@airside/gateway';
import { createDirectory, createRevokedTokens } from '@airside/identity';

import { createExchangeSender } from './exchange-sender.ts';
import { createKeyUseReporter } from './key-use-reporter.ts';
import type { FromWorker, ToWorker, WorkerTracing } from './messages.ts';
import { type MetricReporter, reportMetrics } from './metric-reporter.ts';
import { createRemoteReplayStores } from './remote-replays.ts';
import { createSpanSender } from './span-sender.ts';

/** A gateway process. It does what the primary tells it, and ends with it. */

const HITS_MS = 1000;

let gateway: Gateway | undefined;
let degradations: readonly string[] = [];
let metrics: MetricReporter | undefined;
let drainMs = 0;
const directory = createDirectory();
const revoked = createRevokedTokens();
const sanctions = createSanctionIndex();

const tell = (message: FromWorker, sent: () => void = () => undefined): void => {
  if (process.send !== undefined && process.connected) process.send(message, undefined, undefined, sent);
};

/** Those whose request and answer in full are not to be recorded. */
const observedOnly = new WeakSet<Exchange>();
const sender = createExchangeSender((exchanges, dropped, sent) => {
  const observed = exchanges.flatMap((exchange, index) => (observedOnly.has(exchange) ? [index] : []));
  tell({ kind: 'exchanges', exchanges, dropped, observed }, sent);
});
const spans = createSpanSender((batch, dropped, sent) => tell({ kind: 'spans', spans: batch, dropped }, sent));
const keyUses = createKeyUseReporter((uses, sent) => tell({ kind: 'key-uses', uses }, sent));
const used = createRemoteReplayStores((question) => tell({ kind: 'use', ...question }));

/** Told once a second; what a worker that is killed had not told is lost. */
const tellHits = (): void => {
  const hits = sanctions.takeHits();
  if (hits.length > 0) tell({ kind: 'sanction-hits', hits });
};
const hitsTimer = setInterval(tellHits, HITS_MS);
hitsTimer.unref();

const start = async (message: Extract<ToWorker, { kind: 'start' }>): Promise<void> => {
  drainMs = message.drainMs;
  directory.replace(message.directory);
  const meter = new Meter(message.meter);
  metrics = reportMetrics(meter.registry, (changes, sent) => tell({ kind: 'metrics', changes }, sent));
  sanctions.replace(message.sanctions);
  gateway = createGateway({
    meter,
    ...(message.tracer && { tracing: tracingOf(message.tracer) }),
    identityKey: message.identityKey,
    directory,
    revoked,
    sanctions,
    replays: used.proofs,
    usedMessages: used.messages,
    onExchange: (exchange, messages) => {
      if (messages === 'observed') observedOnly.add(exchange);
      sender.accept(exchange);
      keyUses.accept(exchange);
    },
    onError: (error, requestId) => tell({ kind: 'error', requestId, message: (error instanceof Error && error.stack) || String(error) }),
    onTrouble: (message) => tell({ kind: 'trouble', message }),
    degradations: () => degradations,
  });
  try {
    gateway.apply(message.bundle);
    tell({ kind: 'listening', addresses: await gateway.listen() });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    tell({ kind: 'unable', message, ...(code !== undefined && { code }) });
  }
};

const tracingOf = ({ privacy, privacyKey, ...tracer }: WorkerTracing): GatewayOptions['tracing'] & object => ({
  ...tracer,
  recordFor: createExchangePrivacy(privacy, Buffer.from(privacyKey, 'base64url')),
  onSpans: (made) => made.forEach(spans.accept),
});

const stop = async (): Promise<void> => {
  await gateway?.close(drainMs);
  clearInterval(hitsTimer);
  tellHits();
  await Promise.all([sender.flush(), keyUses.flush(), spans.flush(), metrics?.close()]);
  process.disconnect();
};

process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'start':
      void start(message);
      break;
    case 'apply':
      try {
        gateway?.apply(message.bundle);
        tell({ kind: 'applied', revision: message.revision });
      } catch (error) {
        tell({ kind: 'rejected', revision: message.revision, message: (error as Error).message });
      }
      break;
    case 'directory':
      directory.apply(message.changes);
      tell({ kind: 'applied', revision: message.revision });
      break;
    case 'sanctions':
      sanctions.apply(message.changes);
      tell({ kind: 'applied', revision: message.revision });
      break;
    case 'revoked':
      revoked.add(message.tokens);
      break;
    case 'used':
      used.settle(message.question, message.use);
      break;
    case 'degradations':
      degradations = message.reasons;
      break;
    case 'stop':
      void stop();
      break;
  }
});

// The primary decides when to stop: a Ctrl-C reaches the whole group of processes at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
