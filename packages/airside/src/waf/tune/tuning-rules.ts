import { exclusionsOn, openFirewall } from '@airside/gateway';
import { type Engine, type Exclusions, rulesOf } from '@airside/seclang';

import type { ServableConfiguration } from '../../configured.ts';
import { loading, openRules, type RuleOptions } from '../open-rules.ts';
import type { Exclusion } from './exclusion.ts';

const NONE: readonly Exclusion[] = [];

/** The rules of each API. */
export interface TuningRules {
  /** Undefined for an API that the configuration does not have. */
  engineOf(api: string): Engine | undefined;
  /** What is left out on an operation: by the configuration, and by more exclusions. */
  exclusionsOf(api: string, operation: string | undefined, more?: readonly Exclusion[]): Exclusions | undefined;
  /** What a rule says of itself; undefined where it is not known. */
  messageOf(api: string, rule: number): string | undefined;
}

/**
 * The rules that options name, for every API; else those that the configuration says; without one, Airside's own. A rule set is loaded when it
 * is first asked for.
 */
export function tuningRules(options: RuleOptions, configured: ServableConfiguration | undefined): TuningRules {
  const shared = configured === undefined || options.crs !== undefined || (options.rules ?? []).length > 0;
  const firewallOf = (api: string) => configured?.configuration.apis[api]?.policies.firewall;
  const open = (api: string): Engine | undefined => {
    if (shared) return openRules(options);
    const firewall = firewallOf(api);
    if (firewall === undefined) return undefined;
    const { crs, rules, maxInspectedBody } = firewall;
    const { paranoia = firewall.paranoia, threshold = firewall.threshold } = options;
    const written = {
      rules,
      maxInspectedBody: `${maxInspectedBody}B`,
      ...(crs !== undefined && { crs }),
      ...(paranoia !== undefined && { paranoia }),
      ...(threshold !== undefined && { threshold }),
    };
    return loading(() => openFirewall(written, configured.bundle.directory));
  };
  const engines = new Map<string, Engine | undefined>();
  const engineOf = (api: string): Engine | undefined => {
    const key = shared ? '' : api;
    if (!engines.has(key)) engines.set(key, open(api));
    return engines.get(key);
  };
  const exclusions = (api: string, operation: string | undefined, more: readonly Exclusion[]): Exclusions | undefined => {
    const all = [...(firewallOf(api)?.exclude ?? []), ...more.map(complete)];
    const engine = all.length === 0 ? undefined : engineOf(api);
    return engine && exclusionsOn(engine.ruleSet, all, operation);
  };
  const remembered = new WeakMap<readonly Exclusion[], Map<string, Exclusions | undefined>>();
  return {
    engineOf,
    exclusionsOf(api, operation, more = NONE) {
      const known = remembered.get(more) ?? new Map<string, Exclusions | undefined>();
      remembered.set(more, known);
      const key = JSON.stringify([api, operation]);
      if (!known.has(key)) known.set(key, exclusions(api, operation, more));
      return known.get(key);
    },
    messageOf: (api, rule) => messageIn(engineOf(api), rule),
  };
}

function complete({ rules, parameters = [], headers = [], cookies = [], path = false, operations = [] }: Exclusion) {
  return {
    rules: [...rules],
    tags: [],
    parameters: [...parameters],
    headers: [...headers],
    cookies: [...cookies],
    path,
    operations: [...operations],
  };
}

function messageIn(engine: Engine | undefined, id: number): string | undefined {
  const rule = engine && rulesOf(engine.ruleSet).find(({ facts }) => facts.id === id);
  return rule?.facts.msg.replaceAll(/ *\([^()]*%\{[^()]*\)|%\{[^{}]*\}/g, '…');
}
