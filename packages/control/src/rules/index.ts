export { type ExaminedRuleSet, type InstallOutcome, installRuleSet } from './install.ts';
export { isUrl, shownLocation } from './location.ts';
export { type ObtainedRuleSet, obtainRuleSet, type RuleSetRequest } from './obtain.ts';
export { RuleStoreError, type RuleStoreReason } from './rule-store-error.ts';
export { parsePublicKey } from './signature.ts';
export type { StoredRuleSet, StoreState } from './state.ts';
export { openRuleStore, type RuleStore } from './store.ts';
export { pinned, rolledBack, ruleSetIn, unpinned, withoutVersion } from './transitions.ts';
