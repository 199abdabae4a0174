import type { Exchange } from '@airside/domain';

import { paint, printable } from './terminal.ts';

const MOST_RULES_SHOWN = 5;

/** One exchange as a line: time, status, who, what, how long, how much, why not, what rules found. */
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
    ...found(exchange),
  ];
  return [...before.map(printable), paint(colour, String(exchange.status)), ...after.map(printable)].join(' ');
}

/** What rules found that nothing was refused or reported for: what was, is told with its reason. */
function found({ firewall, verdicts }: Exchange): string[] {
  if (firewall === undefined || verdicts.some(({ policy, outcome }) => policy === 'firewall' && outcome !== 'pass')) return [];
  const rules = firewall.matches.slice(0, MOST_RULES_SHOWN).map(({ rule }) => rule);
  const more = firewall.matches.length - rules.length;
  return [`firewall score ${firewall.score}: ${rules.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
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
