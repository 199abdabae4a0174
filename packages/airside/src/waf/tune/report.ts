import { counted, paint, printable } from '../../terminal.ts';
import type { ByKind } from './effects.ts';
import type { Exclusion } from './exclusion.ts';
import type { NotProposed, ProposalResult, Replayed, TuneResult } from './result.ts';

const MOST_REJECTIONS_SHOWN = 20;
const RISK_COLOUR = { low: 'green', medium: 'yellow', high: 'red' } as const;

/** The result in words, most valuable proposals first. */
export function report(result: TuneResult): string {
  const parts = [summary(result), ...result.proposals.map(proposal), outlook(result), rejections(result.notProposed), ...limits(result)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** An exclusion in words: `942100 on parameter order.note of createOrder`. */
function exclusionText({ rules, parameters = [], headers = [], cookies = [], path = false, operations }: Exclusion): string {
  const parts = [
    ...parameters.map((name) => `parameter ${name}`),
    ...headers.map((name) => `header ${name}`),
    ...cookies.map((name) => `cookie ${name}`),
    ...(path ? ['the path'] : []),
  ];
  const where = operations === undefined ? 'all operations' : operations.join(', ');
  return printable(`${rules.join(', ')} on ${parts.length === 0 ? 'anything' : parts.join(', ')} of ${where}`);
}

function summary({ requests, from, to, alarms, alarmsWithoutMatches }: TuneResult): string {
  const span = from === null || to === null ? '' : ` from ${from} to ${to}`;
  return [
    `${counted(requests, 'request')}${span}`,
    `${counted(total(alarms), 'alarm')} (refused, or would have been): ${byKind(alarms)}`,
    ...(alarmsWithoutMatches > 0 ? [`${counted(alarmsWithoutMatches, 'alarm')} without a rule in the record: nothing to tune there`] : []),
  ].join('\n');
}

function proposal(item: ProposalResult, index: number): string {
  const { api, exclude, message, risk, riskReasons, replaces, wouldHavePassed, notKnown } = item;
  const { alone, withThoseBefore } = wouldHavePassed;
  const span = item.from === null || item.to === null ? '' : `, ${item.from} to ${item.to}`;
  const who =
    item.from === null
      ? ''
      : ` by ${several(item.callers, 'caller')} (${item.authenticatedCallers} known by a credential) from ${several(item.addresses, 'address')}`;
  const share = `${(100 * item.share).toFixed(1)} % of what goes there`;
  const lines = [
    `${paint('bold', `${index + 1}`)}  ${api === '' ? '' : `${printable(api)}: `}leave out ${exclusionText(exclude)}`,
    ...(message === null || message === '' ? [] : [printable(message)]),
    ...(replaces > 1 ? [`wider than what was seen: stands for ${replaces} narrower ones (--narrow keeps them apart)`] : []),
    `seen in ${counted(item.requests, 'request')} (${share})${who}${span}`,
    `alarms that would have passed: ${total(alone)} with it alone, ${total(withThoseBefore)} more once those above apply; it is needed for ${item.neededFor}`,
    `suspicious requests that would have passed: ${Math.max(alone.suspicious, withThoseBefore.suspicious)}`,
    ...(notKnown > 0 ? [`not known for ${counted(notKnown, 'alarm')}: what is left is not known to stay below the threshold`] : []),
    `risk ${paint(RISK_COLOUR[risk], risk)}${riskReasons.length === 0 ? '' : `: ${riskReasons.join('; ')}`}`,
    printable(`exclude: ${JSON.stringify(exclude)}`),
  ];
  return lines.join('\n   ');
}

function outlook({ proposals, alarms, withAll, replayed }: TuneResult): string {
  if (total(alarms) === 0) return 'There were no alarms, so nothing is proposed.';
  if (proposals.length === 0) return 'Nothing is proposed.';
  const { passing, staying, notKnown } = withAll;
  const kept = `With all of them ${total(passing)} of ${counted(total(alarms), 'alarm')} would have passed (${byKind(passing)}). Refused remain: ${byKind(staying)}${
    notKnown > 0 ? `; not known: ${notKnown}` : ''
  }.`;
  if (replayed === undefined) return kept;
  const line = (name: string, { requests, refused, refusedWithProposals }: Replayed) =>
    `${name}  ${refused} of ${requests} refused, ${refusedWithProposals} with all proposals`;
  return `${kept}\nInspected again:\n${line('honest ', replayed.honest)}\n${line('attacks', replayed.attacks)}`;
}

function rejections(list: readonly NotProposed[]): string {
  if (list.length === 0) return '';
  const doubtful = list.filter(({ honestRequests }) => honestRequests > 0);
  const shown = doubtful.slice(0, MOST_REJECTIONS_SHOWN).map(({ api, operation, rule, part, alarms, why }) => {
    const place = [api, operation ?? ''].filter((text) => text !== '').join(' ');
    return printable(`${rule} on ${part}${place === '' ? '' : ` of ${place}`} (${counted(alarms, 'alarm')}): ${why}`);
  });
  const attacked = list.length - doubtful.length;
  return [
    'Not proposed',
    ...shown,
    ...(doubtful.length > shown.length ? [`and ${doubtful.length - shown.length} more (--json)`] : []),
    ...(attacked > 0 ? [`${counted(attacked, 'place')} where no honest request set off the rule (--json)`] : []),
  ].join('\n   ');
}

function limits({ leftOut: { requestsOfUnjudgedCallers, matchesInFurtherPlaces } }: TuneResult): string[] {
  return [
    ...(requestsOfUnjudgedCallers > 0
      ? [`Too many callers: ${counted(requestsOfUnjudgedCallers, 'request')} of the last ones to come not judged.`]
      : []),
    ...(matchesInFurtherPlaces > 0
      ? [`Too many places: ${counted(matchesInFurtherPlaces, 'match')} in the last ones to come left out.`]
      : []),
  ];
}

/** `1 caller`, `12 callers`, `1000+ callers`. */
function several(count: string, noun: string): string {
  return `${count} ${noun}${count === '1' ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

function byKind({ honest, suspicious, unjudged }: ByKind): string {
  return `${honest} honest, ${suspicious} suspicious${unjudged > 0 ? `, ${unjudged} not judged` : ''}`;
}

function total({ honest, suspicious, unjudged }: ByKind): number {
  return honest + suspicious + unjudged;
}
