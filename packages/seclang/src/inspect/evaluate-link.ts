import type { Link, Rule } from '../compile/program.ts';
import type { Target } from '../compile/targets.ts';
import type { Evaluate, Matched } from '../operators/operator.ts';
import { MATCHED } from '../operators/operator.ts';
import type { Entry } from '../variables/entry.ts';
import type { MatchedVariable } from '../variables/exchange.ts';
import type { RuntimeExclusion, State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';
import { judgeValue } from './judge-value.ts';
import { boundedMatch, MAX_MATCHES, type Match } from './matched-rule.ts';
import { type Selections, selectedName } from './selections.ts';
import { stages } from './stages.ts';

/** What stays the same while one rule of a chain looks at its variables. */
interface Pass {
  readonly state: State;
  readonly rule: Rule;
  readonly link: Link;
  readonly evaluate: Evaluate | undefined;
  /** Where the matches to be reported go; undefined for rules whose matches are not reported. */
  readonly reports: Match[] | undefined;
  /** Made when the first variable is accepted. */
  accepted: MatchedVariable[] | undefined;
}

/** Holds the values of a transaction against one rule of a chain. True when at least one is accepted. */
export function evaluateLink(state: State, selections: Selections, rule: Rule, link: Link, reports: Match[] | undefined): boolean {
  const { operation } = link;
  if (operation === undefined) {
    applyEffects(state, link);
    report({ state, rule, link, evaluate: undefined, reports, accepted: undefined }, { name: '', value: '' });
    return true;
  }
  const pass: Pass = { state, rule, link, evaluate: operation.constant ?? operation.judge(state), reports, accepted: undefined };
  const exclusions = state.exclusions.length === 0 ? NONE : state.exclusions.filter((each) => each.rules[rule.index] === 1);
  for (const target of link.targets) {
    const excluded = exclusions.length === 0 ? NONE : exclusions.filter(({ variable }) => variable === target.variable);
    if (link.seesRawValues && !target.stable) judgeRaw(pass, target, excluded);
    else judgeValues(pass, target, selections, excluded);
  }
  if (pass.accepted === undefined) return false;
  state.matchedVariables = pass.accepted;
  return true;
}

const NONE: readonly RuntimeExclusion[] = [];

/** Variables that change all the time, looked at without transformations: nothing is worth remembering of their values. */
function judgeRaw(pass: Pass, target: Target, excluded: readonly RuntimeExclusion[]): void {
  for (const { key, value } of target.select(pass.state)) {
    if (excluded.length > 0 && isExcluded(excluded, key)) continue;
    const matched = verdict(pass, pass.evaluate?.(value));
    if (matched !== undefined) accept(pass, matched, selectedName(target, key), value);
  }
}

function judgeValues(pass: Pass, target: Target, selections: Selections, excluded: readonly RuntimeExclusion[]): void {
  const { values } = pass.state;
  const { transformations, multiMatch } = pass.link;
  const selection = selections.of(target);
  for (let index = 0; index < selection.entries.length; index++) {
    const { key } = selection.entries[index] as Entry;
    if (excluded.length > 0 && isExcluded(excluded, key)) continue;
    const value = selection.values[index] as Value;
    if (!multiMatch) {
      judge(pass, target, key, value.transformed(transformations, values));
      continue;
    }
    for (const stage of stages(value, transformations, values)) judge(pass, target, key, stage);
  }
}

function isExcluded(exclusions: readonly RuntimeExclusion[], key: string): boolean {
  return exclusions.some(({ matches }) => matches(key));
}

function judge(pass: Pass, target: Target, key: string, value: Value): void {
  const { operation } = pass.link;
  const isJudged = operation !== undefined && pass.evaluate !== undefined;
  const matched = verdict(pass, isJudged ? judgeValue(operation, pass.evaluate, value, pass.state.scan) : undefined);
  if (matched !== undefined) accept(pass, matched, selectedName(target, key), value.text);
}

function verdict(pass: Pass, matched: Matched | undefined): Matched | undefined {
  if (pass.link.operation?.negated !== true) return matched;
  return matched === undefined ? MATCHED : undefined;
}

function accept(pass: Pass, { captures }: Matched, name: string, value: string): void {
  const { state, link } = pass;
  const matched = { name, value };
  state.matched = matched;
  pass.accepted ??= [];
  pass.accepted.push(matched);
  if (link.capture && captures.length > 0) capture(state, captures);
  applyEffects(state, link);
  report(pass, matched);
}

/** Sets `TX:0` to `TX:9`; those the operator did not capture are removed, so that none is left of a match before. */
function capture(state: State, captures: readonly string[]): void {
  for (let index = 0; index < CAPTURE_KEYS.length; index++) {
    const key = CAPTURE_KEYS[index] as string;
    const text = captures[index];
    if (text !== undefined) state.tx.set(key, text, key);
    else if (state.tx.entry(key) !== undefined) state.tx.delete(key);
  }
}

const CAPTURE_KEYS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function applyEffects(state: State, link: Link): void {
  for (const effect of link.effects) effect(state);
}

function report({ state, rule, reports }: Pass, matched: MatchedVariable): void {
  if (reports === undefined || reports.length >= MAX_MATCHES) return;
  reports.push(boundedMatch(matched, rule.msg?.expand(state) ?? '', rule.logData?.expand(state) ?? ''));
}
