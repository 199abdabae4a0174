export { type CoreRuleSet, coreRuleSetForTests, findCoreRuleSet } from './core-rule-set.ts';
export { sharedFolder, sharedPath } from './shared-data.ts';
