import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

import type { Exchange, ProblemName } from '@airside/domain';
import {
  createDirectory,
  createIdentitySigner,
  createProofNonces,
  createReplayMemory,
  createReplayStore,
  createRevokedTokens,
  type Directory,
  type IdentityKey,
  openKeySet,
  openProvider,
  type ReplayStore,
  type RevokedTokens,
} from '@airside/identity';

import { createMemoryQuotaCounter } from './limits/memory-quota-counter.ts';
import { createMemoryRateLimiter } from './limits/memory-rate-limiter.ts';
import { secureContextOptions } from './listen/secure-context.ts';
import { closeListener, createListener, type ListenerHandlers, listen } from './listen/server.ts';
import type { Meter } from './metrics/meter.ts';
import { type HandlerServices, handle, type Messages, type Tracing } from './pipeline/handle.ts';
import { refuseUnreadable } from './pipeline/refuse.ts';
import { Transaction } from './pipeline/transaction.ts';
import { createAttemptMemory } from './policies/authentication/brute-force/attempt-memory.ts';
import { type AppendLog, createAppendLog } from './record/append-log.ts';
import { unreadableExchange } from './record/exchange.ts';
import { createSanctionIndex, type SanctionIndex } from './sanctions/sanction-index.ts';
import type { ConfigurationBundle } from './snapshot/bundle.ts';
import { compileSnapshot } from './snapshot/compile.ts';
import type { Snapshot } from './snapshot/compiled.ts';
import { SharedResources } from './snapshot/leases.ts';
import { compileRules } from './snapshot/rule-files.ts';
import { Tracer, type TracerOptions } from './trace/tracer.ts';

const IDENTITY_LIFETIME_MS = 60_000;
const RETIREMENT_CHECK_MS = 250;

export interface GatewayOptions {
  /** Private key that signs the caller's identity for upstreams. */
  readonly identityKey: IdentityKey;
  /** Consumers and credentials that live in the store: changes in it count from the next request on. Those of the configuration come before them. */
  readonly directory?: Directory;
  /** Remembers used DPoP proofs; a memory of this process where absent. */
  readonly replays?: ReplayStore;
  /** Remembers nonces of signed requests and deliveries of webhooks; a memory of this process where absent. */
  readonly usedMessages?: ReplayStore;
  /** Tokens of the authorization server within that are void although they verify; additions count from the next request on. */
  readonly revoked?: RevokedTokens;
  /** Callers that are blocked or slowed down for a while; changes count from the next request on. None where absent. */
  readonly sanctions?: SanctionIndex;
  /** Gets the record of every request, after it has ended, and what its messages are for. Must not throw and must not block. */
  readonly onExchange: (exchange: Exchange, messages: Messages) => void;
  /** Counts requests; nothing is counted where absent. */
  readonly meter?: Meter;
  /** Which requests are traced, and where their spans go; none are where absent. */
  readonly tracing?: TracerOptions & Omit<Tracing, 'tracer'>;
  /** Failures of the gateway itself. */
  readonly onError?: (error: unknown, requestId: string) => void;
  /** What works less than it should although calls are served, such as a log that cannot be written; said once until it works again. */
  readonly onTrouble?: (message: string) => void;
  /** What works less than it should outside the gateway, for the health endpoint. */
  readonly degradations?: () => readonly string[];
}

/** A data plane: listens, judges, forwards, records. It starts with nothing to serve; `apply` gives it a configuration. */
export interface Gateway {
  /**
   * Serves a configuration from the next request on; requests under way finish on the one they began with. What was loaded without errors is
   * always accepted. Listeners are opened by the first one only.
   */
  apply(bundle: ConfigurationBundle): void;
  /** Opens the listeners of the configuration. */
  listen(): Promise<readonly AddressInfo[]>;
  /** Stops accepting, lets requests under way finish for at most `drainMs`, cuts the rest. */
  close(drainMs?: number): Promise<void>;
}

/** A gateway in this process. */
export function createGateway(options: GatewayOptions): Gateway {
  const shared = new SharedResources();
  const rateLimiter = createMemoryRateLimiter();
  const quotas = createMemoryQuotaCounter();
  const attempts = createAttemptMemory();
  const directory = options.directory ?? createDirectory();
  const revoked = options.revoked ?? createRevokedTokens();
  const sanctions = options.sanctions ?? createSanctionIndex();
  const signer = createIdentitySigner({ key: options.identityKey, issuer: 'airside', lifetimeMs: IDENTITY_LIFETIME_MS });
  const proofs = {
    // Derived from the key that all workers have: each accepts the nonces of the others.
    nonces: createProofNonces({ secret: Buffer.from(options.identityKey.d, 'base64url') }),
    replays: options.replays ?? createReplayStore(),
  };
  const usedMessages = options.usedMessages ?? createReplayMemory();
  const logs = new Map<string, AppendLog>();
  const openAppendLog = (file: string): AppendLog => {
    const log = logs.get(file) ?? createAppendLog(file, options.onTrouble ?? (() => undefined));
    logs.set(file, log);
    return log;
  };
  const retired = new Set<Snapshot>();
  const servers: (Server | SecureServer)[] = [];
  let current: Snapshot | undefined;
  let tls: ConfigurationBundle['tls'] = [];
  let draining = false;
  let listening = false;

  const services: HandlerServices = {
    own: {
      unreadiness: () => [
        ...(current === undefined ? ['no configuration'] : []),
        ...(listening ? [] : ['not listening']),
        ...(draining ? ['stopping'] : []),
      ],
      degradations: options.degradations ?? (() => []),
      jwks: signer.jwks,
    },
    signer,
    onExchange: options.onExchange,
    meter: options.meter,
    tracing: options.tracing && { ...options.tracing, tracer: new Tracer(options.tracing) },
    onError: options.onError ?? (() => undefined),
  };

  const retire = (): void => {
    for (const snapshot of retired) {
      if (snapshot.inFlight > 0) continue;
      retired.delete(snapshot);
      snapshot.release();
    }
  };
  const retirement = setInterval(retire, RETIREMENT_CHECK_MS);
  retirement.unref();

  const onRequest: (secure: boolean, listener: number) => ListenerHandlers['onRequest'] =
    (secure, listener) => (request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) => {
      if (current === undefined) {
        response.writeHead(503, { Connection: 'close' }).end();
        return () => undefined;
      }
      if (draining) response.shouldKeepAlive = false;
      const transaction = new Transaction(request, response, secure, listener);
      transaction.awaitsContinue = awaitsContinue;
      handle(transaction, current, services);
      return (problem, reason) => refuseUnreadable(transaction, problem, reason);
    };

  const onUnreadable = (socket: Socket, problem: ProblemName, reason: string): void => {
    options.meter?.unreadable(problem);
    options.onExchange(unreadableExchange(socket.remoteAddress ?? '', problem, reason), 'recorded');
  };

  const onCutOff: ListenerHandlers['onCutOff'] = (why) => options.meter?.cutOff(why);

  return {
    apply(bundle) {
      const { snapshot, problems } = compileSnapshot(bundle, shared, {
        rateLimiter,
        quotas,
        attempts,
        directory,
        revoked,
        sanctions,
        openKeySet,
        openProvider,
        proofs,
        usedMessages,
        openAppendLog,
        compileRules,
      });
      if (snapshot === undefined) throw new Error(`configuration was not loaded without errors: ${problems[0]?.message}`);
      if (current !== undefined) retired.add(current);
      current = snapshot;
      tls = bundle.tls;
      for (const [index, server] of servers.entries()) {
        const pem = tls[index];
        if (pem && 'setSecureContext' in server) server.setSecureContext(secureContextOptions(pem));
      }
      retire();
    },

    async listen() {
      if (current === undefined) throw new Error('there is no configuration to serve');
      const { gateway } = current;
      const addresses: AddressInfo[] = [];
      for (const [index, { address }] of gateway.listen.entries()) {
        const server = createListener(gateway, tls[index] ?? null, {
          onRequest: onRequest(Boolean(tls[index]), index),
          onUnreadable,
          onCutOff,
        });
        servers.push(server);
        addresses.push(await listen(server, address));
      }
      listening = true;
      return addresses;
    },

    async close(drainMs = 0) {
      draining = true;
      listening = false;
      await Promise.all(servers.map((server) => closeListener(server, drainMs)));
      await Promise.all([...logs.values()].map((log) => log.flush()));
      clearInterval(retirement);
      for (const snapshot of retired) snapshot.release();
      current?.release();
      current = undefined;
    },
  };
}
