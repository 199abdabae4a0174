import { AIRSIDE_RULE_SETS } from '../../rulesets/built-in.ts';
import { asyncApiRuleset } from '../asyncapi/ruleset.ts';
import { oasRuleset } from '../oas/ruleset.ts';
import type { RulesetDefinition } from './definition.ts';

/** Rule sets that are part of the engine, by the name to extend them with. */
export const BUILT_IN: ReadonlyMap<string, () => RulesetDefinition> = new Map([
  ['spectral:asyncapi', asyncApiRuleset],
  ['spectral:oas', oasRuleset],
  ...AIRSIDE_RULE_SETS,
]);
