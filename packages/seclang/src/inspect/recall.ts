import type { Rule } from '../compile/program.ts';
import { rulesOf } from '../compile/rules-of.ts';
import type { State } from '../variables/state.ts';
import type { Engine } from './engine.ts';
import type { Transaction } from './transaction.ts';

/** A rule that matched, as a record tells it. */
export interface RecordedMatch {
  readonly rule: number;
  /** In how many variables. */
  readonly count: number;
}

/** What recorded matches come to. */
export interface Recollection {
  /** A transaction in which they happened, and nothing else did. */
  readonly transaction: Transaction;
  /** Whether rules stop the exchange: one of the recorded rules by itself, or those that judge the sum. */
  readonly blocked: boolean;
  /** Recorded rules that the rule set does not have. */
  readonly unknown: readonly number[];
}

/**
 * Reckons what recorded matches come to without the request they were found in, which was not kept: what a rule does when it matches
 * (`setvar`) is done once for each variable it matched in, and of the rule set only those rules run that look at `TX` alone: they set the
 * scene, add up scores and judge the sum. Right for rules that count as those of the Core Rule Set do; a rule that sets variables for another
 * rule that looks at the request is not followed.
 */
export function recallMatches(engine: Engine, matches: readonly RecordedMatch[]): Recollection {
  const rules = rulesOf(engine.ruleSet);
  const transaction = engine.transaction();
  const state = transaction.state as State;
  state.removeRules(marked(rules.filter((rule) => !looksAtTxAlone(rule))));
  transaction.requestLine('GET', '/', 'HTTP/1.1');
  transaction.requestHeaders();
  const byId = new Map(rules.map((rule) => [rule.facts.id, rule]));
  const unknown: number[] = [];
  let stopped = false;
  for (const { rule: id, count } of matches) {
    const rule = byId.get(id);
    if (rule === undefined) unknown.push(id);
    else if (!looksAtTxAlone(rule)) {
      stopped ||= rule.facts.phase < LOGGING && STOPPING.has(rule.disruptive.name);
      apply(state, rule, count);
    }
  }
  transaction.requestBody();
  transaction.responseHeaders(200, 'HTTP/1.1', []);
  transaction.responseBody();
  return { transaction, blocked: stopped || transaction.interruption !== undefined, unknown };
}

/** The phase that cannot stop anything any more. */
const LOGGING = 5;
const STOPPING: ReadonlySet<string> = new Set(['deny', 'drop', 'redirect']);

/** The variables that a match is told of are those of the last rule of a chain. */
function apply(state: State, { links, facts }: Rule, count: number): void {
  state.rule = facts;
  for (const [place, { effects }] of links.entries()) {
    const times = place === links.length - 1 ? count : 1;
    for (let time = 0; time < times; time++) for (const effect of effects) effect(state);
  }
}

function looksAtTxAlone({ links }: Rule): boolean {
  return links.every(({ targets }) => targets.every(({ variable }) => variable === 'TX'));
}

function marked(rules: readonly Rule[]): Uint8Array {
  const marks = new Uint8Array(Math.max(0, ...rules.map(({ index }) => index)) + 1);
  for (const { index } of rules) marks[index] = 1;
  return marks;
}
