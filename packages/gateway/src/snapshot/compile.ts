import { resolve } from 'node:path';

import { type ApiConfiguration, CHECKPOINTS, type Configuration, interpretConfiguration } from '@airside/domain';
import { createDirectory, type Directory, type KeySet, layerDirectories, type Provider } from '@airside/identity';
import { buildDefinition, compileMatcher, type Definition, keyNames, type Operation } from '@airside/openapi';
import { createEngine, type Engine, type RuleSet } from '@airside/seclang';

import type { QuotaCounter } from '../limits/quota-counter.ts';
import type { RateLimiter } from '../limits/rate-limiter.ts';
import { compileClientAddress, compileProxyTrust } from '../listen/client-address.ts';
import { compileClientMarks } from '../listen/client-marks.ts';
import { Pipeline, stagesOf } from '../pipeline/pipeline.ts';
import type { ApiContext, PolicyServices } from '../pipeline/policy.ts';
import type { AttemptMemory } from '../policies/authentication/brute-force/attempt-memory.ts';
import { policyOptionSchemas, policyTable } from '../policies/index.ts';
import { openUpstreamGroup } from '../proxy/upstream-group.ts';
import type { AppendLog } from '../record/append-log.ts';
import { Router } from '../route/router.ts';
import { openAddressLookups } from './address-lookups.ts';
import type { ConfigurationBundle, LoadedRules } from './bundle.ts';
import { checkBehavior } from './check-behavior.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkDataClasses } from './check-data-classes.ts';
import { checkDirectory } from './check-directory.ts';
import { checkRegistrations } from './check-registrations.ts';
import { checkSignatureKeys } from './check-signature-keys.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { checkConsumers, checkGateway, checkRoutes, keySetPlace, type SnapshotProblem } from './checks.ts';
import { compileClientTrusts } from './client-trust.ts';
import type { CompiledApi, CompiledOperation, OperationMatch, Snapshot } from './compiled.ts';
import { configuredDirectory } from './configured-directory.ts';
import { compileDecoys } from './decoys.ts';
import { checkIssuers } from './issuer-checks.ts';
import type { Leases, SharedResources } from './leases.ts';
import { checkAuthorizationServer, withOwnIssuer } from './own-issuer.ts';
import { ownRoutes } from './own-routes.ts';

export interface CompiledSnapshot {
  /** Undefined when there are errors among the problems. */
  readonly snapshot: Snapshot | undefined;
  readonly problems: readonly SnapshotProblem[];
}

/** Turns a configuration into what serves it. Does not open a connection and does not wait for anything. */
export function compileSnapshot(
  bundle: ConfigurationBundle,
  shared: SharedResources,
  services: {
    readonly rateLimiter: RateLimiter;
    readonly quotas: QuotaCounter;
    readonly attempts: AttemptMemory;
    /** The records of the store. */
    readonly directory: Directory;
    readonly openKeySet: (location: string) => KeySet;
    readonly openProvider: (issuer: string) => Provider;
    readonly proofs: PolicyServices['proofs'];
    readonly usedMessages: PolicyServices['usedMessages'];
    readonly revoked: PolicyServices['revoked'];
    readonly sanctions: PolicyServices['sanctions'];
    readonly openAppendLog: (file: string) => AppendLog;
    readonly compileRules: (rules: LoadedRules) => RuleSet;
  },
): CompiledSnapshot {
  const written = interpretConfiguration(bundle.source, policyOptionSchemas) as unknown as Configuration;
  const configuration = withOwnIssuer(written, bundle.authorizationServer);
  const leases = shared.lease();
  const problems = new Map<string, SnapshotProblem>();
  const report = (problem: SnapshotProblem) => problems.set(JSON.stringify([problem.path, problem.message]), problem);
  const isFaulty = () => [...problems.values()].some(({ severity }) => severity === 'error');

  checkGateway(configuration, bundle, report);
  checkAuthorizationServer(written, report);
  checkRegistrations(configuration, report);
  checkRoutes(configuration, report);
  checkConsumers(configuration, report);
  checkDirectory(configuration, report);
  checkDataClasses(configuration, report);
  checkBehavior(configuration, bundle.directory, report);
  checkCertificates(configuration, report);
  checkSignatureKeys(configuration, report);
  checkWebhooks(configuration, report);
  const clientTrusts = compileClientTrusts(bundle, report);
  const policyServices: PolicyServices = {
    rateLimiter: services.rateLimiter,
    quotas: services.quotas,
    attempts: services.attempts,
    directory: layerDirectories(createDirectory(configuredDirectory(configuration)), services.directory),
    keySet: (location) => {
      const place = keySetPlace(location, bundle.directory);
      return leases.acquire(
        `keys ${place}`,
        () => services.openKeySet(place),
        (keys) => keys.close(),
      );
    },
    provider: (issuer) =>
      leases.acquire(
        `provider ${issuer}`,
        () => services.openProvider(issuer),
        ({ keys }) => keys.close(),
      ),
    proofs: services.proofs,
    usedMessages: services.usedMessages,
    revoked: services.revoked,
    sanctions: services.sanctions,
    appendLog: (file) => services.openAppendLog(resolve(bundle.directory, file)),
  };
  checkIssuers(configuration, bundle.directory, report);
  const memo = new Map<string, unknown>();
  const once = <T>(key: string, build: () => T): T => {
    if (!memo.has(key)) memo.set(key, build());
    return memo.get(key) as T;
  };

  let needsCountries = false;
  const routes = Object.entries(configuration.apis).flatMap(([id, api]) => {
    const definition = openDefinition(bundle.definitions, id, leases);
    const context: ApiContext = {
      apiId: id,
      api,
      configuration,
      definition,
      profile: openDefinition(bundle.profiles, id, leases),
      ruleEngine: openRuleEngine(bundle, id, leases, services.compileRules),
      services: policyServices,
      once,
      needCountries: () => {
        needsCountries = true;
      },
      problem: () => undefined,
      warning: () => undefined,
    };
    const contextOf = (policy: string): ApiContext => {
      const reportAs =
        (severity: 'error' | 'warning'): ApiContext['problem'] =>
        (path, details) =>
          report({ severity, ...details, path: ['apis', id, 'policies', policy, ...path] });
      return { ...context, problem: reportAs('error'), warning: reportAs('warning') };
    };
    try {
      return [{ host: api.host, path: api.path, value: compileApi(id, api, definition, leases, contextOf) }];
    } catch (error) {
      // What is wrong with consumers or issuers was reported above, in its place, and may well be why this API cannot be compiled.
      if (!isFaulty()) report({ severity: 'error', path: ['apis', id], message: (error as Error).message });
      return [];
    }
  });

  const lookups = openAddressLookups(configuration, { rulesAsk: needsCountries, directory: bundle.directory, leases, report });

  const found = [...problems.values()];
  if (isFaulty()) {
    leases.release();
    return { snapshot: undefined, problems: found };
  }
  const { gateway } = configuration;
  const snapshot: Snapshot = {
    gateway,
    router: new Router(routes),
    own: new Router(ownRoutes(written.authorizationServer && bundle.authorizationServer, configuration, policyServices, leases)),
    apiCount: routes.length,
    clientAddress: compileClientAddress(gateway),
    ...lookups,
    isTrustedProxy: compileProxyTrust(gateway.trustedProxies),
    clientTrusts,
    isDecoy: compileDecoys(configuration.behavior),
    marksOf: compileClientMarks(configuration.behavior),
    inFlight: 0,
    release: () => leases.release(),
  };
  return { snapshot, problems: found };
}

function compileApi(
  id: string,
  api: ApiConfiguration,
  definition: Definition | undefined,
  leases: Leases,
  contextOf: (policy: string) => ApiContext,
): CompiledApi {
  const compiled = policyTable.map(
    ([name, policy]) => [name, policy.checkpoint, policy.compile(api.policies[name] as never, contextOf(name))] as const,
  );
  const last = CHECKPOINTS.indexOf('allowance');
  const pipelineOf = (operation: Operation | undefined, known: boolean) =>
    new Pipeline(
      compiled
        .flatMap(([policy, checkpoint, perOperation]) =>
          known || CHECKPOINTS.indexOf(checkpoint) <= last ? stagesOf(policy, checkpoint, perOperation(operation)) : [],
        )
        .filter(({ checkpoint }) => known || CHECKPOINTS.indexOf(checkpoint) <= last),
    );
  const operations = (definition?.operations ?? [undefined]).map((operation) => ({ operation, pipeline: pipelineOf(operation, true) }));
  return {
    id,
    upstreams: openUpstreamGroup(api.upstreams, api.connectTimeout, leases),
    preserveHost: api.preserveHost,
    identityTerms: { audience: id, claims: api.identityHeader.claims, boundToRequest: api.identityHeader.boundTo === 'request' },
    ...(definition !== undefined && { keyParameters: new Set(keyNames(definition.document, 'query')) }),
    responseTimeoutMs: api.responseTimeout,
    idleTimeoutMs: api.idleTimeout,
    operations,
    match: compileOperations(api, definition, operations),
    unknown: { operation: undefined, pipeline: pipelineOf(undefined, false) },
  };
}

function compileOperations(
  api: ApiConfiguration,
  definition: Definition | undefined,
  compiled: readonly CompiledOperation[],
): CompiledApi['match'] {
  if (definition === undefined) {
    const match: OperationMatch = { kind: 'matched', operation: compiled[0] as CompiledOperation, parameters: {} };
    return () => match;
  }
  const prefixes = operationPrefixes(api, definition.serverPaths);
  const operations = new Map(compiled.map((each) => [each.operation, each]));
  const matcher = compileMatcher(definition.operations);
  return (method, path) => {
    let best: OperationMatch = { kind: 'not-found' };
    for (const prefix of prefixes) {
      if (prefix !== '' && !path.startsWith(`${prefix}/`)) continue;
      const match = matcher.match(method, path.slice(prefix.length));
      if (match.kind === 'matched') {
        return { kind: 'matched', operation: operations.get(match.operation) as CompiledOperation, parameters: match.parameters };
      }
      if (match.kind === 'method-not-allowed') best = match;
    }
    return best;
  };
}

/**
 * Where the definition's paths begin below the API's base path: at the path of its servers, unless the deployment has that elsewhere already,
 * at the end of the published base path or of the upstream's URL.
 */
function operationPrefixes(api: ApiConfiguration, serverPaths: readonly string[]): readonly string[] {
  const elsewhere = (serverPath: string) =>
    api.path.endsWith(serverPath) || api.upstreams.every((url) => new URL(url).pathname.replace(/\/+$/, '').endsWith(serverPath));
  return [...new Set(serverPaths.map((path) => (path === '' || elsewhere(path) ? '' : path)))];
}

function openDefinition(definitions: ConfigurationBundle['definitions'], id: string, leases: Leases): Definition | undefined {
  const loaded = Object.hasOwn(definitions, id) ? definitions[id] : undefined;
  if (loaded === undefined) return undefined;
  return leases.acquire(
    `definition ${loaded.digest}`,
    () => buildDefinition(loaded.document),
    () => undefined,
  );
}

/** The rules at work for one API, shared with all APIs that have the same ones and kept over a change that does not concern them. */
function openRuleEngine(
  bundle: ConfigurationBundle,
  id: string,
  leases: Leases,
  compile: (rules: LoadedRules) => RuleSet,
): Engine | undefined {
  const digest = Object.hasOwn(bundle.firewall, id) ? bundle.firewall[id] : undefined;
  const rules = digest === undefined ? undefined : bundle.ruleSets[digest];
  if (rules === undefined) return undefined;
  return leases.acquire(
    `rules ${rules.digest}`,
    () => createEngine(compile(rules)),
    () => undefined,
  );
}
