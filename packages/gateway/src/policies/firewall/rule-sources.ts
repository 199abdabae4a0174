import { join, resolve } from 'node:path';

import { crsSetupFile, type RuleFiles, type RuleSource } from '@airside/seclang';

import { BODY_RULES, engineSettings } from './engine-rules.ts';
import { exclusionRules } from './exclusion-rules.ts';
import type { FirewallOptions } from './options.ts';

/** What decides which rules apply and how they see a request; the same for two APIs, the same rule set. */
export type RuleOptions = Pick<FirewallOptions, 'crs' | 'rules' | 'paranoia' | 'threshold' | 'exclude' | 'maxInspectedBody'>;

/** A file that the options name and that is not there; `path` starts at the options. */
export interface MissingRules {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The rules that options ask for, in the order in which they are loaded: what bodies are, exclusions, the setup of the Core Rule Set, level and
 * threshold, its rules, the rules named one by one, the settings of the engine.
 */
export function ruleSources(
  options: RuleOptions,
  directory: string,
  files: RuleFiles,
): { readonly sources: readonly RuleSource[]; readonly missing: readonly MissingRules[] } {
  const missing: MissingRules[] = [];
  const named = (pattern: string, path: readonly PropertyKey[], message: string): RuleSource[] => {
    const found = files.list(pattern);
    if (found.length === 0) missing.push({ path, message });
    return found.map((file) => ({ file }));
  };
  const own = options.rules.flatMap((pattern, index) => named(resolve(directory, pattern), ['rules', index], `${pattern} names no file`));
  const level = levelAndThreshold(options);
  const crs = options.crs === undefined ? level : coreRuleSet(resolve(directory, options.crs), level);
  return {
    sources: [BODY_RULES, exclusionRules(options.exclude), ...crs, ...own, engineSettings(options.maxInspectedBody)],
    missing,
  };

  function coreRuleSet(folder: string, before: readonly RuleSource[]): RuleSource[] {
    const setup = crsSetupFile(folder, files);
    if (setup === undefined)
      missing.push({ path: ['crs'], message: `${options.crs} holds no crs-setup.conf and no crs-setup.conf.example` });
    const rules = named(join(folder, 'rules/*.conf'), ['crs'], `${options.crs} holds no rules/*.conf`);
    return [...(setup === undefined ? [] : [{ file: setup }]), ...before, ...rules];
  }
}

/** Sets the variables of the Core Rule Set, by the names of versions 4 and 3.3. */
function levelAndThreshold({ paranoia, threshold }: RuleOptions): RuleSource[] {
  const levels = ['blocking_paranoia_level', 'detection_paranoia_level', 'paranoia_level', 'executing_paranoia_level'];
  const settings = [
    ...(paranoia === undefined ? [] : levels.map((name) => `setvar:tx.${name}=${paranoia}`)),
    ...(threshold === undefined ? [] : [`setvar:tx.inbound_anomaly_score_threshold=${threshold}`]),
  ];
  if (settings.length === 0) return [];
  return [{ name: 'airside/level.conf', text: `SecAction "id:199999,phase:1,pass,nolog,t:none,${settings.join(',')}"\n` }];
}
