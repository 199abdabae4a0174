/** Lints files in a process of its own, as a command line does, and prints the results as JSON. */
import { type LintResult, lint, loadRuleset } from '@airside/openapi';

const { ruleset, problems } = await loadRuleset('spectral:oas');
if (!ruleset) throw new Error(`the rule set does not load: ${JSON.stringify(problems[0])}`);
const results: LintResult[] = [];
for (const file of process.argv.slice(2)) results.push(...(await lint(file, ruleset)).results);
process.stdout.write(JSON.stringify(results));
