/** Lints definitions in a process of its own, with our engine or with Spectral: a file on a line, an answer on a line. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { lint, loadRuleset } from '@airside/openapi';

import type { LintAnswer, Verdict } from './lint-verdict.ts';

type Lint = (file: string) => Promise<readonly Verdict[]>;

const OWASP = '@stoplight/spectral-owasp-ruleset';

interface SpectralResult {
  readonly code: string | number;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

interface SpectralCore {
  readonly Spectral: new () => { setRuleset(ruleset: unknown): void; run(document: unknown): Promise<readonly SpectralResult[]> };
  readonly Document: new (text: string, parser: unknown, file: string) => unknown;
}

const [contender = '', ruleset = '', peers = ''] = process.argv.slice(2);
const run = contender === 'airside' ? await airside() : spectral();

process.stdout.write('ready \n');
for await (const file of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(await answer(file))}\n`);

async function answer(file: string): Promise<LintAnswer> {
  const before = process.cpuUsage();
  try {
    const verdicts = await run(file);
    const { user, system } = process.cpuUsage(before);
    return { verdicts, cpuMs: (user + system) / 1000 };
  } catch (error) {
    return { verdicts: [], cpuMs: 0, failure: error instanceof Error ? error.message : String(error) };
  }
}

async function airside(): Promise<Lint> {
  // Of the OWASP rules the package itself, unchanged: its code is run.
  const location = ruleset === 'owasp' ? join(peers, OWASP, 'dist/ruleset.mjs') : 'spectral:oas';
  const loaded = await loadRuleset(location, { allowCode: true });
  const rules = loaded.ruleset;
  if (!rules) throw new Error(`the rule set does not load: ${JSON.stringify(loaded.problems[0])}`);
  return async (file) =>
    (await lint(file, rules)).results.map(({ code, path, message }) => ({ rule: code, path: path.map(String), message }));
}

/** As Spectral's own command does it, without what that adds around it. */
function spectral(): Lint {
  const load = createRequire(`${peers}/package.json`);
  const core = load('@stoplight/spectral-core') as SpectralCore;
  const { Json } = load('@stoplight/spectral-parsers') as { readonly Json: unknown };
  const rules = ruleset === 'owasp' ? defaultOf(load(OWASP)) : (load('@stoplight/spectral-rulesets') as { readonly oas: unknown }).oas;
  return async (file) => {
    const linter = new core.Spectral();
    linter.setRuleset(rules);
    const results = await linter.run(new core.Document(readFileSync(file, 'utf8'), Json, file));
    return results.map(({ code, path, message }) => ({ rule: String(code), path: path.map(String), message }));
  };
}

/** What a module of CommonJS exports by default, whether it was compiled from an ES module or not. */
function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
}
