import { child, type Data, isPlainObject } from '../document/data.ts';
import type { ExtendSeverity, RulesetDefinition } from './definition.ts';
import type { ProblemLog } from './problem-log.ts';
import type { RuleSeverity } from './ruleset.ts';
import { DEFAULT_SEVERITY, SEVERITIES, severityOf } from './severity.ts';

/** A rule while rule sets that extend each other are put together. Each field remembers the rule set that it comes from. */
export interface RuleDraft {
  readonly name: string;
  readonly owner: RulesetDefinition;
  /** The place of the rule in the rule set that changed it last. */
  place: { readonly definition: RulesetDefinition; readonly path: readonly string[] };
  fields: ReadonlyMap<string, Data>;
  givenFrom: RulesetDefinition;
  thenFrom: RulesetDefinition;
  severity: RuleSeverity;
  enabled: boolean;
  documentationUrl: string | undefined;
}

export interface MergeContext {
  readonly severity: ExtendSeverity;
  /** Whether `severity` was written down for this rule set. */
  readonly isExplicit: boolean;
}

/** All rules of a rule set, those it extends included, as Spectral merges them. */
export function mergeRules(definition: RulesetDefinition, context: MergeContext, log: ProblemLog): Map<string, RuleDraft> {
  const drafts = new Map<string, RuleDraft>();
  for (const extension of definition.extends) {
    const inner = { severity: extension.severity ?? 'recommended', isExplicit: extension.severity !== undefined };
    for (const draft of mergeRules(extension.definition, inner, log).values()) {
      drafts.set(draft.name, draft);
      if (context.isExplicit) draft.enabled = isEnabled(draft, context.severity);
    }
  }
  const rules = child(definition.data, 'rules');
  if (!isPlainObject(rules)) return drafts;
  const url = child(definition.data, 'documentationUrl');
  for (const [name, setting] of Object.entries(rules)) {
    const draft = mergeRule(drafts.get(name), name, setting, definition, log);
    if (!draft) continue;
    drafts.set(name, draft);
    if (draft.owner === definition || context.isExplicit) draft.enabled = isEnabled(draft, context.severity);
    if (typeof url === 'string') draft.documentationUrl ??= `${url}#${name}`;
  }
  return drafts;
}

function isEnabled(draft: RuleDraft, severity: ExtendSeverity): boolean {
  return severity === 'all' || (severity === 'recommended' && draft.fields.get('recommended') !== false);
}

function mergeRule(
  existing: RuleDraft | undefined,
  name: string,
  setting: Data,
  definition: RulesetDefinition,
  log: ProblemLog,
): RuleDraft | undefined {
  const path = [...definition.path, 'rules', name];
  const report = (message: string, expected: string): undefined => {
    log.add({ severity: 'error', file: definition.location, source: definition.source, path, message, expected });
  };
  if (isPlainObject(setting))
    return existing ? change(existing, setting, definition, path, report) : create(name, setting, definition, path, report);
  const severity = severityOf(setting);
  if (typeof setting !== 'boolean' && severity === undefined) {
    return report(`the rule "${name}" is set to something that is no severity`, `a rule, true, false, or one of ${SEVERITIES.join(', ')}`);
  }
  if (!existing) return report(`the rule "${name}" is not defined`, 'the name of a rule of a rule set in `extends`, or a definition');
  if (typeof setting === 'boolean') existing.enabled = setting;
  else if (severity !== undefined) {
    existing.severity = severity;
    existing.enabled = severity !== 'off';
  }
  return existing;
}

type ReportRule = (message: string, expected: string) => undefined;

function create(
  name: string,
  setting: Data,
  definition: RulesetDefinition,
  path: readonly string[],
  report: ReportRule,
): RuleDraft | undefined {
  const fields = fieldsOf(setting);
  for (const needed of ['given', 'then']) {
    if (!fields.has(needed)) return report(`the rule "${name}" lacks \`${needed}\``, 'a rule with `given` and `then`');
  }
  const url = fields.get('documentationUrl');
  const severity = writtenSeverity(fields, report) ?? DEFAULT_SEVERITY;
  return {
    name,
    owner: definition,
    place: { definition, path },
    fields,
    givenFrom: definition,
    thenFrom: definition,
    severity,
    enabled: true,
    documentationUrl: typeof url === 'string' ? url : undefined,
  };
}

function change(existing: RuleDraft, setting: Data, definition: RulesetDefinition, path: readonly string[], report: ReportRule): RuleDraft {
  const fields = fieldsOf(setting);
  existing.fields = new Map([...existing.fields, ...fields]);
  existing.place = { definition, path };
  if (fields.has('given')) existing.givenFrom = definition;
  if (fields.has('then')) existing.thenFrom = definition;
  existing.severity = writtenSeverity(fields, report) ?? existing.severity;
  existing.enabled = true;
  const url = fields.get('documentationUrl');
  if (typeof url === 'string') existing.documentationUrl = url;
  return existing;
}

function fieldsOf(setting: Data): ReadonlyMap<string, Data> {
  return new Map(isPlainObject(setting) ? Object.entries(setting) : []);
}

function writtenSeverity(fields: ReadonlyMap<string, Data>, report: ReportRule): RuleSeverity | undefined {
  const written = fields.get('severity');
  if (written === undefined) return undefined;
  const severity = severityOf(written);
  if (severity === undefined) report('the severity is not known', `one of ${SEVERITIES.join(', ')}, or 0 to 3`);
  return severity;
}
