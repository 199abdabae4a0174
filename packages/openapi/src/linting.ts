/** What linting takes, for a command that is started for each change of a file: the whole of this package takes longer to load than a small definition to lint. */
export { type Linted, type LintOptions, lint, lintText } from './lint/lint.ts';
export type { LintPosition, LintRange, LintResult, LintSeverity } from './lint/lint-result.ts';
export { BUILT_IN } from './lint/ruleset/built-in.ts';
export { matchesGlob } from './lint/ruleset/glob.ts';
export { type LoadedRuleset, loadRuleset } from './lint/ruleset/load.ts';
export type { Rule, RuleSeverity, Ruleset } from './lint/ruleset/ruleset.ts';
export { type Family, familyOf } from './lint/score/families.ts';
export { type Score, scoreOf } from './lint/score/score.ts';
export { applyWaivers, type WaiverOutcome } from './lint/waivers/apply-waivers.ts';
export type { Waiver, Waivers } from './lint/waivers/waiver.ts';
export { pageText } from './rulesets/page-text.ts';
export { builtInRules, rulePage, rulePageName } from './rulesets/rule-page.ts';
