import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import {
  type BehaviorConfiguration,
  type Configuration,
  entryOfLine,
  faultInAllowed,
  INDICATOR_IDS,
  isNetwork,
  unknownName,
} from '@airside/domain';

import type { Report } from './checks.ts';

type Step = BehaviorConfiguration['responses']['ladder'][number];
type Path = readonly PropertyKey[];

const LONGEST_MS = 30 * 86_400_000;
/** Of a list of addresses that is checked: larger ones, and further lines, are looked at when they are read. */
const LARGEST_LOOKED_AT = 16 * 1024 * 1024;
const MOST_LINES = 200_000;
const LONGEST_SHOWN = 80;
const HARDNESS: Readonly<Record<string, number>> = { throttle: 0, stepUp: 1, block: 2 };

/** What is to be done about callers makes sense, has an end, and names what is there. */
export function checkBehavior(configuration: Configuration, directory: string, report: Report): void {
  const { responses, decoys } = configuration.behavior;
  const path: Path = ['behavior', 'responses'];
  for (const [index, entry] of responses.allow.entries()) {
    const expected = faultInAllowed(entry);
    if (expected !== undefined)
      report({ severity: 'error', path: [...path, 'allow', index], message: 'means no caller', expected, found: JSON.stringify(entry) });
  }
  for (const [index, step] of responses.ladder.entries()) checkStep(step, [...path, 'ladder', index], configuration, report);
  checkOrder(responses.ladder, [...path, 'ladder'], report);
  checkCap(responses, path, report);
  checkDecoys(decoys, configuration, report);
  for (const [index, { file }] of configuration.behavior.reputation.entries()) {
    checkReputation(resolve(directory, file), file, ['behavior', 'reputation', index, 'file'], report);
  }
}

/** A list that is not there is an error; lines that mean nobody are passed over when it is read, and are named here. */
function checkReputation(path: string, file: string, place: Path, report: Report): void {
  const expected = 'a list of addresses and networks, one a line';
  if (!existsSync(path)) {
    report({ severity: 'error', path: place, message: 'there is no such file', expected, found: file });
    return;
  }
  const lines = linesOf(path);
  const faulty = lines.findIndex((line) => entryOfLine(line) !== '' && !isNetwork(entryOfLine(line)));
  if (faulty === -1) return;
  const message = `line ${faulty + 1} is neither an address nor a network, and is passed over`;
  report({ severity: 'warning', path: place, message, expected, found: JSON.stringify(lines[faulty]?.slice(0, LONGEST_SHOWN)) });
}

/** The first lines; none of what cannot be read, which is said when it is used. */
function linesOf(path: string): readonly string[] {
  try {
    if (statSync(path).size > LARGEST_LOOKED_AT) return [];
    return readFileSync(path, 'utf8').split(/\r?\n/).slice(0, MOST_LINES);
  } catch {
    return [];
  }
}

function checkStep(step: Step, path: Path, { apis }: Configuration, report: Report): void {
  const error = (name: string, message: string, expected?: string): void =>
    report({ severity: 'error', path: [...path, name], message, ...(expected !== undefined && { expected }) });
  const isSanction = step.do in HARDNESS;
  if (isSanction && step.for === undefined) {
    report({
      severity: 'error',
      path,
      message: `a ${step.do} without a time limit would last until somebody remembers it`,
      expected: '`for`, such as for: 1h',
    });
  }
  if (step.for !== undefined && step.for === 0) error('for', 'lasts no time', 'a duration such as 1h');
  if (step.for !== undefined && step.for > LONGEST_MS) {
    report({
      severity: 'warning',
      path: [...path, 'for'],
      message: 'is longer than 30 days',
      hint: 'addresses and sessions have other owners by then: who must stay out for good is denied in `policies.addresses`, or loses the credential',
    });
  }
  if (step.do === 'throttle' && step.requestsPerMinute === undefined)
    report({ severity: 'error', path, message: 'a throttle has to say what it lets pass', expected: '`requestsPerMinute`, such as 30' });
  if (step.do !== 'throttle' && step.requestsPerMinute !== undefined) error('requestsPerMinute', `means nothing to \`${step.do}\``);
  if (!isSanction) for (const name of ['for', 'of'] as const) if (step[name] !== undefined) error(name, `means nothing to \`${step.do}\``);
  if (step.channels !== undefined && step.do !== 'notify' && step.do !== 'ticket') error('channels', `means nothing to \`${step.do}\``);
  for (const [index, id] of (step.apis ?? []).entries())
    if (!Object.hasOwn(apis, id))
      report({ severity: 'error', path: [...path, 'apis', index], ...unknownName('API', id, Object.keys(apis), '/apis') });
  for (const [index, id] of (step.indicators ?? []).entries())
    if (!INDICATOR_IDS.some((known) => known === id))
      report({ severity: 'error', path: [...path, 'indicators', index], ...unknownName('indicator', id, INDICATOR_IDS, '') });
  if (step.do === 'stepUp' && step.of !== undefined && !step.of.some((kinds) => /\b(token|user)\b/.test(kinds)))
    error('of', 'asks nobody who could prove who it is', 'token or user among them');
  if (step.of?.includes('network') === true && !step.dryRun) {
    report({
      severity: 'warning',
      path: [...path, 'of'],
      message: 'a network has many callers, most of whom have done nothing',
      hint: 'name something of the caller itself before it, or together with it: network+user',
    });
  }
}

/** Further up, a ladder is harder. */
function checkOrder(ladder: readonly Step[], path: Path, report: Report): void {
  for (const [index, step] of ladder.entries()) {
    const hardness = HARDNESS[step.do];
    if (hardness === undefined || step.dryRun) continue;
    const before = ladder
      .slice(0, index)
      .find((other) => !other.dryRun && (HARDNESS[other.do] ?? -1) > hardness && other.risk <= step.risk && covers(other, step));
    if (before === undefined) continue;
    report({
      severity: 'warning',
      path: [...path, index],
      message: `is never taken: \`${before.do}\`, which is harder, is taken from risk ${before.risk} on`,
      hint: 'give the harder step the higher risk',
    });
  }
}

function covers(other: Step, step: Step): boolean {
  const contains = (all: readonly string[] | undefined, part: readonly string[] | undefined): boolean =>
    all === undefined || (part?.every((name) => all.includes(name)) ?? false);
  return other.severity === 'info' && contains(other.apis, step.apis) && contains(other.indicators, step.indicators);
}

function checkCap({ cap, ladder }: BehaviorConfiguration['responses'], path: Path, report: Report): void {
  if (!ladder.some((step) => step.do === 'block' && !step.dryRun)) return;
  if (cap.requests < 1 && cap.callers < 1) return;
  report({
    severity: 'warning',
    path: [...path, 'cap'],
    message: 'does not bound what automated blocks may hit',
    hint: 'with 0.05, what would block more than a twentieth of the traffic waits for a person',
  });
}

function checkDecoys(decoys: BehaviorConfiguration['decoys'], { apis }: Configuration, report: Report): void {
  for (const [index, line] of decoys.paths.entries()) {
    const id = line.slice(0, line.indexOf(' '));
    if (Object.hasOwn(apis, id)) continue;
    report({ severity: 'error', path: ['behavior', 'decoys', 'paths', index], ...unknownName('API', id, Object.keys(apis), '/apis') });
  }
  for (const [index, line] of decoys.apis.entries()) {
    const slash = line.indexOf('/');
    const host = line.slice(0, slash);
    const place = line.slice(slash).replace(/\/$/, '');
    const real = Object.entries(apis).find(([, api]) => api.path === place && (api.host ?? '') === host);
    if (real === undefined) continue;
    report({
      severity: 'error',
      path: ['behavior', 'decoys', 'apis', index],
      message: `is where "${real[0]}" is published`,
      expected: 'a place where nothing is',
    });
  }
}
