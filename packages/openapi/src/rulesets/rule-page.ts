import { items, member, members, stringMember } from '../json.ts';
import type { LintSeverity } from '../lint/lint-result.ts';
import { ruleSetFile } from './rule-set-file.ts';

/** What is to be known about a built-in rule. */
export interface RulePage {
  readonly id: string;
  /** What it asks for, a sentence. */
  readonly description: string;
  readonly severity: LintSeverity;
  /** Why it asks for that. */
  readonly why: string;
  readonly examples: readonly RuleExample[];
}

/** Two parts of a definition, in YAML, which are merged into a model of one that breaks no rule. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
  /** The version of OpenAPI that the model is taken in. */
  readonly model: '2.0' | '3.0' | '3.1';
  /** JSON pointer to what is taken out of the model before. */
  readonly replaces?: string;
  /** JSON pointers to where the bad part is reported. */
  readonly reports: readonly string[];
  /** Rules that cannot but report as well, on both parts. */
  readonly beside: readonly string[];
}

const RULE_SETS = ['style-guide-portable.yaml', 'style-guide.yaml', 'owasp-api.yaml'] as const;
const SEVERITIES: readonly string[] = ['error', 'warn', 'info', 'hint'] satisfies LintSeverity[];

/** The ids of all built-in rules, in the order of their rule sets. */
export function builtInRules(): readonly string[] {
  return RULE_SETS.flatMap((file) => members(member(ruleSetFile(file), 'rules')).map(([id]) => id));
}

/** The page of a built-in rule; undefined where there is no such rule. */
export function rulePage(id: string): RulePage | undefined {
  const rule = RULE_SETS.map((file) => member(member(ruleSetFile(file), 'rules'), id)).find((found) => found !== undefined);
  if (rule === undefined) return undefined;
  const page = ruleSetFile(`pages/${rulePageName(id)}.yaml`);
  const severity = stringMember(rule, 'severity') ?? '';
  return {
    id,
    description: stringMember(rule, 'description') ?? '',
    severity: isSeverity(severity) ? severity : 'warn',
    why: stringMember(page, 'why') ?? '',
    examples: items(member(page, 'examples')).map(exampleOf),
  };
}

/** The name of a rule as a file has it: without colons, which not all systems take. */
export function rulePageName(id: string): string {
  return id.replaceAll(':', '-');
}

function exampleOf(written: unknown): RuleExample {
  const [model, replaces] = [stringMember(written, 'model'), stringMember(written, 'replaces')];
  return {
    bad: stringMember(written, 'bad') ?? '',
    good: stringMember(written, 'good') ?? '',
    model: model === '2.0' || model === '3.0' ? model : '3.1',
    ...(replaces !== undefined && { replaces }),
    reports: items(member(written, 'reports')).map(String),
    beside: items(member(written, 'beside')).map(String),
  };
}

function isSeverity(text: string): text is LintSeverity {
  return SEVERITIES.includes(text);
}
