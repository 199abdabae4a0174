import type { Link, Operation, Rule } from '../compile/program.ts';
import type { Evaluate, Matched } from '../operators/operator.ts';
import { MATCHED } from '../operators/operator.ts';
import type { MatchedVariable } from '../variables/exchange.ts';
import type { RuntimeExclusion, State } from '../variables/state.ts';
import type { Value } from '../variables/value.ts';
import { type Selected, type Selections, selectedName } from './selected.ts';

/** Called for each variable that a rule accepts, after the rule's effects on the transaction. */
export type OnMatch = (matched: MatchedVariable) => void;

/** Holds the values of a transaction against one rule of a chain. True when at least one is accepted. */
export function evaluateLink(state: State, selections: Selections, rule: Rule, link: Link, onMatch: OnMatch): boolean {
  const { operation } = link;
  if (operation === undefined) {
    applyEffects(state, link);
    onMatch({ name: '', value: '' });
    return true;
  }
  const evaluate = operation.constant ?? operation.judge(state);
  const exclusions = state.exclusions.length === 0 ? NONE : state.exclusions.filter((each) => each.rules[rule.index] === 1);
  const accepted: MatchedVariable[] = [];
  for (const target of link.targets) {
    const excluded = exclusions.length === 0 ? NONE : exclusions.filter(({ variable }) => variable === target.variable);
    for (const selected of selections.of(target)) {
      if (excluded.length > 0 && isExcluded(excluded, selected)) continue;
      const { value } = selected;
      if (!link.multiMatch) {
        const final = value.transformed(link.transformations, state.values);
        const matched = judge(state, evaluate, final, operation);
        if (matched !== undefined) accept(state, link, matched, { name: selectedName(target, selected), value: final.text }, accepted, onMatch);
        continue;
      }
      for (const stage of stages(value, link, state)) {
        const matched = judge(state, evaluate, stage, operation);
        if (matched !== undefined) accept(state, link, matched, { name: selectedName(target, selected), value: stage.text }, accepted, onMatch);
      }
    }
  }
  if (accepted.length === 0) return false;
  state.matchedVariables = accepted;
  return true;
}

const NONE: readonly RuntimeExclusion[] = [];

function isExcluded(exclusions: readonly RuntimeExclusion[], selected: Selected): boolean {
  return exclusions.some(({ matches }) => matches(selected.key));
}

function judge(state: State, evaluate: Evaluate | undefined, value: Value, { screen, negated }: Operation): Matched | undefined {
  const excluded = screen !== undefined && !value.passes(screen, state.scan);
  const matched = excluded ? undefined : evaluate?.(value.text);
  if (!negated) return matched;
  return matched === undefined ? MATCHED : undefined;
}

/** The value itself, and what each transformation that changes it makes of it. */
function stages(value: Value, link: Link, state: State): readonly Value[] {
  const found = [value];
  let current = value;
  for (const step of link.transformations.steps) {
    const next = current.stepped(step, state.values);
    if (next !== current) found.push(next);
    current = next;
  }
  return found;
}

function accept(state: State, link: Link, { captures }: Matched, matched: MatchedVariable, accepted: MatchedVariable[], onMatch: OnMatch): void {
  state.matched = matched;
  accepted.push(matched);
  if (link.capture && captures.length > 0) capture(state, captures);
  applyEffects(state, link);
  onMatch(matched);
}

/** Sets `TX:0` to `TX:9`; those the operator did not capture are removed, so that none is left of a match before. */
function capture(state: State, captures: readonly string[]): void {
  for (let index = 0; index < 10; index++) {
    const text = captures[index];
    if (text === undefined) state.tx.delete(String(index));
    else state.tx.set(String(index), text);
  }
}

function applyEffects(state: State, link: Link): void {
  for (const effect of link.effects) effect(state);
}
