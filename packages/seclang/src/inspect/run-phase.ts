import type { Course } from '../compile/course.ts';
import type { Phase } from '../compile/phase.ts';
import type { Preamble } from '../compile/preamble.ts';
import type { Rule } from '../compile/program.ts';
import { mayMatch, type Screened } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import { evaluateRule, matchedRule } from './evaluate-rule.ts';
import { mayAccept } from './judge-scope.ts';
import type { Interruption, Match, MatchedRule } from './matched-rule.ts';
import type { Selections } from './selections.ts';
import type { Summaries } from './summaries.ts';
import { NOTHING } from './summary.ts';

/** What a phase ended with: nothing, an interruption, or `allow` with what it leaves out. */
export type PhaseEnd = { readonly interruption: Interruption } | { readonly allow: 'transaction' | 'phase' | 'request' } | undefined;

/** Matched rules kept of one transaction. */
const MAX_MATCHED_RULES = 2000;

export interface PhaseWork {
  readonly state: State;
  readonly selections: Selections;
  readonly summaries: Summaries;
  /** Where reports go. */
  readonly matched: MatchedRule[];
}

/** Runs the rules of one phase in their order: as they are written, and from where most gates are known, along what those leave. */
export function runPhase(phase: Phase, work: PhaseWork): PhaseEnd {
  const { whole, length } = phase;
  const opening = runOpening(phase, work);
  if (typeof opening !== 'number') return opening;
  const course = opening < length ? phase.courseFor(work.state) : undefined;
  const middle = course?.holdsFor(work.state) === true ? runCourse(course, opening, length, work) : opening;
  const rest = typeof middle === 'number' ? runCourse(whole, middle, length, work) : middle;
  return typeof rest === 'number' ? undefined : rest;
}

/** Runs the rules before those along whose course the phase goes on, and the preamble with them. */
function runOpening({ whole, preamble, fixedFrom }: Phase, work: PhaseWork): PhaseEnd | number {
  const start = preamble === undefined ? 0 : runCourse(whole, 0, preamble.from, work);
  if (typeof start !== 'number') return start;
  const place = start === preamble?.from ? runPreamble(preamble, whole, work) : start;
  return typeof place === 'number' ? runCourse(whole, place, fixedFrom, work) : place;
}

function runPreamble(preamble: Preamble, whole: Course, work: PhaseWork): PhaseEnd | number {
  const { state, matched } = work;
  if (state.controls.engine === 'Off') return undefined;
  const input = preamble.input(state);
  if (input !== undefined && preamble.recall(input, state)) return preamble.until;
  const { highestSeverity } = state;
  const reported = matched.length;
  const end = runCourse(whole, preamble.from, preamble.until, work);
  const isQuiet = matched.length === reported && state.highestSeverity === highestSeverity;
  if (input !== undefined && isQuiet && end === preamble.until) preamble.learn(input, state);
  return end;
}

/**
 * Runs a course from one place in the phase to another. Yields the place it came to, which is an earlier one when the course ceased to hold for the
 * transaction, or the end of the phase where a rule led beyond the last.
 */
function runCourse(course: Course, from: number, until: number, work: PhaseWork): PhaseEnd | number {
  const { state, selections, summaries } = work;
  const { rules, places, scopes, matched, unmatched, absent } = course;
  let { removed, exclusions } = state;
  let step = course.stepAt(from);
  while (step < rules.length && (places[step] as number) < until) {
    if (state.controls.engine === 'Off') return undefined;
    const scope = scopes[step];
    const summary = scope && summaries.of(scope);
    if (summary === NOTHING) {
      step = absent[step] as number;
      continue;
    }
    const rule = rules[step] as Rule;
    const isOut = (removed !== undefined && removed[rule.index] === 1) || !isWorthALook(course, step, summary, work);
    const matches = isOut ? undefined : evaluateRule(state, selections, summaries, rule);
    if (matches === undefined) {
      step = unmatched[step] as number;
      continue;
    }
    const end = concluded(work, rule, matches);
    if (end !== undefined) return end;
    step = matched[step] as number;
    if (state.removed === removed && state.exclusions === exclusions) continue;
    ({ removed, exclusions } = state);
    if (!course.holdsFor(state)) return rule.next;
  }
  return step < rules.length ? places[step] : course.end;
}

/** False only when the rule cannot match, whatever rules do until it runs. `summary`: of what it looks at, where that may be judged as a whole. */
function isWorthALook(course: Course, step: number, summary: Screened | undefined, { state, selections }: PhaseWork): boolean {
  const { scopes, screens, screenAt, rules } = course;
  const scope = scopes[step];
  if (scope === undefined || summary === undefined) {
    const { gate } = (rules[step] as Rule).first;
    return gate === undefined || gate.opens(state.tx.entry(gate.key)?.value);
  }
  const at = screenAt[step] as number;
  if (at !== -1 && !mayMatch(screens, at, summary, state.scan)) return false;
  const { operation } = (rules[step] as Rule).first;
  return operation?.constant === undefined || mayAccept(scope, operation, operation.constant, state, selections);
}

/** Reports a rule that matched, and does what it asks for. */
function concluded({ state, matched }: PhaseWork, rule: Rule, matches: readonly Match[]): PhaseEnd {
  const end = state.controls.engine === 'On' ? disruption(state, rule) : undefined;
  if ((rule.log || rule.auditLog) && matched.length < MAX_MATCHED_RULES) {
    matched.push(matchedRule(state, rule, matches, end !== undefined && 'interruption' in end));
  }
  return end;
}

function disruption(state: State, rule: Rule): PhaseEnd {
  const { name, scope, location } = rule.disruptive;
  if (name === 'pass' || name === 'block') return undefined;
  if (name === 'allow') return { allow: scope ?? 'transaction' };
  const status = rule.status ?? (name === 'redirect' ? 302 : 403);
  const reason = rule.msg?.expand(state) ?? '';
  return {
    interruption: { action: name, status, location: location?.expand(state), ruleId: rule.facts.id, phase: rule.facts.phase, reason },
  };
}
