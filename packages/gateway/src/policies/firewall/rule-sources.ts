import { join, resolve } from 'node:path';

import { apiRules, type RuleFiles, type RuleSource } from '@airside/seclang';

import { BODY_RULES, CUT_OFF_RULES, ENGINE_SETTINGS, LEVEL_RULES } from './engine-rules.ts';
import type { FirewallOptions } from './options.ts';

/** What decides which rules apply. All else is told with each transaction: APIs that differ in nothing but that share one rule set. */
export type RuleOptions = Pick<FirewallOptions, 'crs' | 'rules'>;

/** A file that the options name and that is not there; `path` starts at the options. */
export interface MissingRules {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The rules that options ask for, in the order in which they are loaded: what bodies are, the setup of the Core Rule Set, level and threshold,
 * its rules, the rules named one by one, the settings of the engine. Where options name no rules, these are Airside's own.
 */
export function ruleSources(
  options: RuleOptions,
  directory: string,
  files: RuleFiles,
): { readonly sources: readonly RuleSource[]; readonly missing: readonly MissingRules[] } {
  const missing: MissingRules[] = [];
  const read = (pattern: string, path: readonly PropertyKey[], message: string): RuleSource[] => {
    const found = files.list(pattern);
    if (found.length === 0) missing.push({ path, message });
    return found.map((file) => ({ file }));
  };
  const named = options.rules.flatMap((pattern, index) => read(resolve(directory, pattern), ['rules', index], `${pattern} names no file`));
  const first =
    options.crs !== undefined ? coreRuleSet(resolve(directory, options.crs)) : options.rules.length > 0 ? [LEVEL_RULES] : ownRules();
  return { sources: [BODY_RULES, ...first, ...named, ENGINE_SETTINGS], missing };

  function coreRuleSet(folder: string): RuleSource[] {
    const own = files.list(join(folder, 'crs-setup.conf'));
    const setup = own.length > 0 ? own : files.list(join(folder, 'crs-setup.conf.example'));
    if (setup.length === 0)
      missing.push({ path: ['crs'], message: `${options.crs} holds no crs-setup.conf and no crs-setup.conf.example` });
    const rules = read(join(folder, 'rules/*.conf'), ['crs'], `${options.crs} holds no rules/*.conf`);
    return [...setup.map((file) => ({ file })), LEVEL_RULES, ...rules];
  }
}

/** Behind their settings, which say what holds where the options do not. */
function ownRules(): RuleSource[] {
  const [settings, ...files] = apiRules();
  return [...(settings === undefined ? [] : [settings]), LEVEL_RULES, CUT_OFF_RULES, ...files];
}
