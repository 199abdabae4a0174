import { DRIFT_KINDS, type DriftEvidence, type DriftFinding, type DriftKind } from '@airside/openapi';

import { counted, paint, printable } from '../terminal.ts';
import type { ApiDrift } from './result.ts';

const COLOUR = { high: 'red', medium: 'yellow', low: 'cyan' } as const;
const MOST_SHOWN = 100;
const MOST_CALLERS = 3;

/** What drifts apart in words, gravest first. */
export function driftReport(apis: readonly ApiDrift[], explained: boolean): string {
  const parts = apis.map((api) => apiText(api));
  const kinds = new Set(apis.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  return `${[...parts, ...(explained && kinds.size > 0 ? [explanations([...kinds])] : [])].join('\n\n')}\n`;
}

function apiText({ api, owner, calls, findings }: ApiDrift): string {
  const count = (severity: DriftFinding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const head = `${paint('bold', printable(api))}${owner === null ? '' : `  (${printable(owner)})`}: ${counted(calls, 'call')}, `;
  if (findings.length === 0) return `${head}${calls === 0 ? 'so nothing can be said' : 'no drift'}`;
  const summary = `${counted(findings.length, 'finding')}: ${count('high')} high, ${count('medium')} medium, ${count('low')} low`;
  const rest = findings.length - MOST_SHOWN;
  return [head + summary, ...findings.slice(0, MOST_SHOWN).map(findingText), ...(rest > 0 ? [`and ${rest} more (--json)`] : [])].join('\n');
}

function findingText({ kind, severity, operation, method, template, place, detail, evidence, patch }: DriftFinding): string {
  const where = [`${method} ${template}`, ...(operation === null || operation === `${method} ${template}` ? [] : [operation]), place];
  const lines = [
    `${paint(COLOUR[severity], severity.padEnd(6))}  ${printable(where.filter((text) => text !== '').join('  '))}`,
    `        ${DRIFT_KINDS[kind].title}: ${printable(detail)}  [${kind}]${patch.length > 0 ? '  (patch)' : ''}`,
    ...(evidence === null ? [] : [`        ${evidenceText(evidence)}`]),
  ];
  return lines.join('\n');
}

function evidenceText({ calls, distinctCallers, callers, firstSeenMs, lastSeenMs, examples: [example] }: DriftEvidence): string {
  const names = callers.slice(0, MOST_CALLERS).map(({ caller, calls: times }) => `${printable(caller)} (${times})`);
  const by = distinctCallers === 0 ? '' : ` by ${counted(distinctCallers, 'caller')}: ${names.join(', ')}`;
  const such = example === undefined ? '' : `; such as ${printable(`${example.method} ${example.path} ${example.status ?? ''}`.trim())}`;
  return `${counted(calls, 'call')}${by}, ${time(firstSeenMs)} to ${time(lastSeenMs)}${such}`;
}

function explanations(kinds: readonly DriftKind[]): string {
  return kinds.map((kind) => `${paint('bold', kind)}\n  ${DRIFT_KINDS[kind].meaning}`).join('\n');
}

function time(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'an unknown time';
}
