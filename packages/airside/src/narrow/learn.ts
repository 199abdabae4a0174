import type { Exchange } from '@airside/domain';
import { buildDefinition, type Definition, DefinitionNarrower, fromExchange, type Tightening } from '@airside/openapi';

import type { ServableConfiguration } from '../configured.ts';
import { type SettingOptions, type SettingProposal, scopeProposals, settingProposals } from './settings.ts';
import { TrafficProfile } from './traffic-profile.ts';

/** What recorded traffic leaves unused of what a configuration allows. */
export interface Narrowing {
  readonly calls: number;
  readonly settings: readonly SettingProposal[];
  /** By the id of the API. */
  readonly tightenings: ReadonlyMap<string, readonly Tightening[]>;
}

const MOST_CONSUMERS = 10_000;

/** Looks at recorded exchanges, and proposes what could be narrowed without touching any of the calls that passed. */
export async function learnNarrowing(
  { bundle, configuration }: ServableConfiguration,
  exchanges: AsyncIterable<Exchange>,
  options: SettingOptions,
): Promise<Narrowing> {
  const apis = new Map(
    Object.entries(configuration.apis).map(([id, api]) => [id, new LearntApi(api.path, bundle.definitions[id]?.document)]),
  );
  const scopes = new ScopeUse();
  let calls = 0;
  for await (const exchange of exchanges) {
    calls++;
    const api = exchange.api === null ? undefined : apis.get(exchange.api);
    if (api === undefined) continue;
    api.add(exchange);
    scopes.add(exchange, api.definition);
  }
  const settings = [...apis].flatMap(([id, { profile }]) => {
    const api = configuration.apis[id];
    return api === undefined ? [] : settingProposals(id, api, profile, options);
  });
  const tightenings = new Map([...apis].map(([id, api]) => [id, api.narrower?.tightenings(options) ?? []] as const));
  return { calls, settings: [...settings, ...scopeProposals(configuration, scopes.used, options)], tightenings };
}

class LearntApi {
  readonly profile = new TrafficProfile();
  readonly definition: Definition | undefined;
  readonly narrower: DefinitionNarrower | undefined;

  constructor(path: string, document: Parameters<typeof buildDefinition>[0] | undefined) {
    this.definition = document && buildDefinition(document);
    this.narrower = this.definition && new DefinitionNarrower(this.definition, { basePath: path === '/' ? '' : path });
  }

  add(exchange: Exchange): void {
    this.profile.add(exchange);
    this.narrower?.observe(fromExchange(exchange));
  }
}

/** Which scopes the operations that consumers called ask for. */
class ScopeUse {
  readonly used = new Map<string, { calls: number; scopes: Set<string> }>();

  add({ principal, operation, problem }: Exchange, definition: Definition | undefined): void {
    const consumer = principal?.consumer ?? null;
    if (consumer === null || problem !== null) return;
    let use = this.used.get(consumer);
    if (use === undefined) {
      if (this.used.size >= MOST_CONSUMERS) return;
      use = { calls: 0, scopes: new Set() };
      this.used.set(consumer, use);
    }
    use.calls++;
    const { security } = definition?.operations.find(({ id }) => id === operation) ?? {};
    for (const { schemes } of security ?? []) for (const { scopes } of schemes) for (const scope of scopes) use.scopes.add(scope);
  }
}
