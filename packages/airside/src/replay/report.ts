import { counted, paint, printable } from '../terminal.ts';
import type { Counted, ReplayGroup } from './group.ts';
import type { ReplayOutcome, ReplayResult } from './replay-traffic.ts';

const MOST_GROUPS_SHOWN = 20;
const MOST_NAMES_SHOWN = 5;
const LONGEST_REASON = 200;

/** The result in words. */
export function report(result: ReplayResult): string {
  const sections = [
    section('Would be refused', result.newlyRefused, 'red'),
    section('Was refused, and would pass', result.newlyPassed, 'yellow'),
    section('Cannot be said, for want of what was not recorded', result.unknown, 'yellow'),
    section('Would pass, and be reported by what only observes', result.reported, 'dim'),
  ];
  return `${[summary(result), ...sections].filter((text) => text !== '').join('\n\n')}\n`;
}

function summary(result: ReplayResult): string {
  const { exchanges, passed, from, to, wouldPass, newlyRefused, newlyPassed, unknown, stillRefused, refusedUnknown, notIdentified } =
    result;
  if (exchanges === 0) return 'There are no recorded exchanges to try it on.';
  const lines = [
    `${counted(exchanges, 'exchange')} from ${from ?? ''} to ${to ?? ''}`,
    `would be refused that passed: ${newlyRefused.calls} of ${passed}`,
    `would pass: ${wouldPass}${newlyPassed.calls > 0 ? `, ${newlyPassed.calls} of which were refused` : ''}`,
    ...(unknown.calls > 0 ? [`cannot be said: ${unknown.calls}`] : []),
    ...(refusedUnknown > 0 ? [`was refused, and cannot be said again: ${refusedUnknown}`] : []),
    ...(stillRefused > 0 ? [`refused as before: ${stillRefused}`] : []),
    ...(notIdentified > 0 ? [`refused before it was known who calls, so not judged: ${notIdentified}`] : []),
  ];
  return lines.join('\n');
}

function section(title: string, { calls, groups, others }: ReplayOutcome, colour: 'red' | 'yellow' | 'dim'): string {
  if (calls === 0) return '';
  const rest = groups.slice(MOST_GROUPS_SHOWN).reduce((sum, group) => sum + group.calls, others);
  const lines = groups.slice(0, MOST_GROUPS_SHOWN).map(groupText);
  return [paint(colour, title), ...lines, ...(rest > 0 ? [`  and ${counted(rest, 'call')} more (--json)`] : [])].join('\n');
}

function groupText({ api, operation, policy, calls, reasons, callers, otherReasons, otherCallers, examples }: ReplayGroup): string {
  const place = [api ?? 'no API', operation ?? ''].filter((text) => text !== '').join(' ');
  return [
    `  ${printable(`${policy}  ${place}`)}: ${counted(calls, 'call')}, such as ${printable(examples[0] ?? '')}`,
    ...names(reasons, otherReasons).map((line) => `    ${line}`),
    `    by ${names(callers, otherCallers).join(', ')}`,
  ].join('\n');
}

/** `NAME (calls)`, the most frequent ones. */
function names(list: readonly Counted[], others: number): string[] {
  const rest = list.slice(MOST_NAMES_SHOWN).reduce((sum, { calls }) => sum + calls, others);
  return [
    ...list.slice(0, MOST_NAMES_SHOWN).map(({ name, calls }) => `${printable(name.slice(0, LONGEST_REASON))} (${calls})`),
    ...(rest > 0 ? [`others (${rest})`] : []),
  ];
}
