import { closestPath, type Data, isContainer, type Key, valueAtPath } from './document/data.ts';
import { type AssociatedPlace, placeOf } from './document/place.ts';
import { compileField, type Field } from './field.ts';
import type { CheckContext, Finding, LintedDocument } from './functions/rule-function.ts';
import { fillIn, propertyOf } from './message.ts';
import type { JsonPath } from './path/json-path.ts';
import { type Found, type Listener, traverse } from './path/traverse.ts';
import type { PendingResult, ResultList } from './results.ts';
import type { EffectiveRuleset, Rule, RuleSeverity, Then } from './ruleset/ruleset.ts';

const MOST_FAILURES = 20;

/** A rule at work on one document. */
interface ActiveRule {
  readonly rule: Rule;
  readonly parts: readonly { readonly then: Then; readonly field: Field; readonly known: Map<object, readonly Finding[] | undefined> }[];
}

/** What kept rules from looking at all of a document. */
export interface RunTrouble {
  /** Parts of it are nested too deeply. */
  readonly isTooDeep: boolean;
  /** What functions of the rule set have thrown. */
  readonly failures: readonly string[];
}

/** Runs the rules of a rule set on a document. */
export async function runRules(linted: LintedDocument, ruleset: EffectiveRuleset, results: ResultList): Promise<RunTrouble> {
  return await new Run(linted, ruleset, results).run();
}

class Run {
  readonly #linted: LintedDocument;
  readonly #ruleset: EffectiveRuleset;
  readonly #results: ResultList;
  readonly #waiting: Promise<void>[] = [];
  readonly #failures = new Set<string>();

  constructor(linted: LintedDocument, ruleset: EffectiveRuleset, results: ResultList) {
    this.#linted = linted;
    this.#ruleset = ruleset;
    this.#results = results;
  }

  async run(): Promise<RunTrouble> {
    const active = this.#ruleset.rules.filter((rule) => rule.enabled && this.#appliesTo(rule.formats)).map(activate);
    const { value, replaced, hasSiblings } = this.#linted.resolved;
    const crosses = hasSiblings ? (container: object, key: Key): boolean => replaced.get(container)?.has(key) === true : undefined;
    const resolved = traverse(value, this.#listeners(active.filter(({ rule }) => rule.resolved)), crosses);
    const unresolved = traverse(this.#linted.source.value, this.#listeners(active.filter(({ rule }) => !rule.resolved)));
    await Promise.all(this.#waiting);
    return { isTooDeep: !resolved || !unresolved, failures: [...this.#failures] };
  }

  #appliesTo(formats: Rule['formats']): boolean {
    return formats === undefined || formats.some(({ name }) => this.#linted.formats.has(name));
  }

  /** One listener per path, whatever number of rules it serves. */
  #listeners(active: readonly ActiveRule[]): readonly Listener[] {
    const byPath = new Map<string, { readonly path: JsonPath; readonly rules: ActiveRule[] }>();
    for (const one of active) {
      for (const { path, formats } of one.rule.given) {
        if (!this.#appliesTo(formats)) continue;
        const entry = byPath.get(path.source) ?? { path, rules: [] };
        if (!entry.rules.includes(one)) entry.rules.push(one);
        byPath.set(path.source, entry);
      }
    }
    return [...byPath.values()].map(({ path, rules }) => ({
      path,
      found: (place) => {
        for (const rule of rules) this.#check(rule, place);
      },
    }));
  }

  #check({ rule, parts }: ActiveRule, place: Found): void {
    for (const { then, field, known } of parts) {
      for (const target of field(place.value)) {
        const path = (): readonly Key[] => (target.path.length === 0 ? place.path() : [...place.path(), ...target.path]);
        const { value } = target;
        const remembers = then.check.dependsOnValueOnly && isContainer(value);
        let findings = remembers ? known.get(value) : undefined;
        if (!remembers || !known.has(value)) {
          findings = then.check.run(value, this.#context(rule, path));
          if (remembers) known.set(value, findings);
        }
        if (findings !== undefined && findings.length > 0) this.#reportAll(rule, findings, path());
      }
    }
  }

  #context(rule: Rule, path: () => readonly Key[]): CheckContext {
    return {
      linted: this.#linted,
      isResolved: rule.resolved,
      ruleName: rule.name,
      path,
      later: (promise) => {
        const base = path();
        this.#waiting.push(promise.then((findings) => this.#reportAll(rule, findings ?? [], base)));
      },
      failed: (name, error) => {
        const message = error instanceof Error ? error.message : 'something that is no error';
        if (this.#failures.size < MOST_FAILURES)
          this.#failures.add(`the function "${name}" of the rule "${rule.name}" has thrown: ${message.slice(0, 300)}`);
      },
    };
  }

  #reportAll(rule: Rule, findings: readonly Finding[], base: readonly Key[]): void {
    for (const finding of findings) this.#report(rule, finding, finding.path ?? (finding.within ? [...base, ...finding.within] : base));
  }

  #report(rule: Rule, finding: Finding, wanted: readonly Key[]): void {
    const keys = wanted.map(decodeKey);
    const place = this.#place(rule, keys);
    const severity = this.#severity(rule, place.path, place.document.file);
    if (severity === 'off') return;
    const value: Data | undefined = valueAtPath(place.document.value, place.path);
    const values = {
      property: propertyOf(place.path, place.wanted),
      error: finding.message,
      path: place.path,
      description: rule.description,
      value,
    };
    const error = fillIn(finding.message, values);
    const message = rule.message === undefined ? (rule.description ?? error) : fillIn(rule.message, { ...values, error });
    const { documentationUrl } = rule;
    const result: PendingResult = {
      code: rule.name,
      message: message.trim(),
      severity,
      path: place.path,
      document: place.document,
      documentationUrl,
    };
    this.#results.add(result);
  }

  #place(rule: Rule, path: readonly string[]): AssociatedPlace {
    if (rule.resolved) return placeOf(this.#linted.resolved, path);
    const { source } = this.#linted;
    return { document: source, path: closestPath(source.value, path), wanted: path };
  }

  #severity(rule: Rule, path: readonly string[], file: string): RuleSeverity {
    let [severity, depth] = [rule.severity, -1];
    if (file !== this.#linted.source.file) return severity;
    for (const override of this.#ruleset.pointerOverrides) {
      const applies = override.rule === rule.name && override.path.length >= depth && override.path.every((key, at) => path[at] === key);
      if (applies) [severity, depth] = [override.severity, override.path.length];
    }
    return severity;
  }
}

function activate(rule: Rule): ActiveRule {
  return { rule, parts: rule.then.map((then) => ({ then, field: compileField(then.field), known: new Map() })) };
}

function decodeKey(key: Key): string {
  const text = String(key);
  return text.includes('~') ? text.replaceAll('~1', '/').replaceAll('~0', '~') : text;
}
