/** Lints one file in a process of its own, as from a command line, and prints the results as JSON. */
import { lint, loadRuleset } from '@airside/openapi';

const [file = ''] = process.argv.slice(2);
const { ruleset, problems } = await loadRuleset('spectral:oas');
if (!ruleset) throw new Error(`the rule set does not load: ${JSON.stringify(problems[0])}`);
const { results } = await lint(file, ruleset);
process.stdout.write(JSON.stringify(results));
