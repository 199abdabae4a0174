import { openFirewall } from '@airside/gateway';
import type { Engine } from '@airside/seclang';

import type { ServableConfiguration } from '../../configured.ts';
import { loading, openRules, type RuleOptions, written } from '../open-rules.ts';
import type { Exclusion } from './exclusion.ts';

/** The rules of each API, where something says which. */
export interface TuningRules {
  engineOf(api: string): Engine | undefined;
  /** The rules with more exclusions than there are already. */
  excluding(api: string, exclusions: readonly Exclusion[]): Engine | undefined;
  /** What a rule says of itself; undefined where it is not known. */
  messageOf(api: string, rule: number): string | undefined;
}

/** The rules that options name, for every API; else those that the configuration says. A rule set is loaded when it is first asked for. */
export function tuningRules(options: RuleOptions, configured: ServableConfiguration | undefined): TuningRules {
  const named = options.crs !== undefined || (options.rules ?? []).length > 0;
  const open = (api: string, more: readonly Exclusion[]): Engine | undefined => {
    if (named) return openRules(options, more);
    const firewall = configured?.configuration.apis[api]?.policies.firewall;
    if (configured === undefined || firewall === undefined) return undefined;
    const { paranoia = firewall.paranoia, threshold = firewall.threshold } = options;
    const { crs, rules, maxInspectedBody, exclude } = firewall;
    return loading(() =>
      openFirewall(
        {
          rules,
          maxInspectedBody: `${maxInspectedBody}B`,
          exclude: [...exclude, ...more.map(written)],
          ...(crs !== undefined && { crs }),
          ...(paranoia !== undefined && { paranoia }),
          ...(threshold !== undefined && { threshold }),
        },
        configured.bundle.directory,
      ),
    );
  };
  const engines = new Map<string, Engine | undefined>();
  const engineOf = (api: string): Engine | undefined => {
    const key = named ? '' : api;
    if (!engines.has(key)) engines.set(key, open(api, []));
    return engines.get(key);
  };
  return { engineOf, excluding: open, messageOf: (api, rule) => messageIn(engineOf(api), rule) };
}

function messageIn(engine: Engine | undefined, id: number): string | undefined {
  for (const rules of engine?.ruleSet.phases ?? []) {
    const rule = rules.find(({ facts }) => facts.id === id);
    if (rule !== undefined) return rule.facts.msg.replaceAll(/ *\([^()]*%\{[^()]*\)|%\{[^{}]*\}/g, '');
  }
  return undefined;
}
