import type { Exchange } from '@airside/domain';

import { paint, printable } from './terminal.ts';

/** One exchange as a line: time, status, who, what, how long, how much, why not. */
export function exchangeLine(exchange: Exchange): string {
  const colour = exchange.status < 300 ? 'green' : exchange.status < 500 ? 'yellow' : 'red';
  const { principal, query } = exchange;
  const before = [exchange.time];
  const after = [
    exchange.client.address || '-',
    principal?.consumer ?? principal?.subject ?? '-',
    exchange.api ?? '-',
    exchange.method || '-',
    `${exchange.path}${query === '' ? '' : `?${query}`}` || '-',
    `${exchange.durationMs.toFixed(1)}ms`,
    `${exchange.requestBytes}/${exchange.responseBytes}B`,
    ...reasons(exchange),
  ];
  return [...before.map(printable), paint(colour, String(exchange.status)), ...after.map(printable)].join(' ');
}

function reasons({ problem, reason, verdicts }: Exchange): string[] {
  const judge = verdicts.find(({ outcome }) => outcome === 'refuse')?.policy;
  const cause = reason === undefined ? '' : ` (${judge === undefined ? '' : `${judge}: `}${reason})`;
  const reports = verdicts.filter(({ outcome }) => outcome === 'report');
  return [
    ...(problem === null ? [] : [`${problem}${cause}`]),
    ...reports.map(({ policy, reason }) => `reported by ${policy}: ${reason ?? ''}`),
  ];
}
