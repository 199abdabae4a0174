import { type AlertRule, filledIn, type Notification, type Severity, worst } from '@airside/domain';

import { type Alert, labelText, shortHash } from './alert.ts';
import { formatNumber, formatValue } from './evaluate/format.ts';
import type { Group, Told } from './group.ts';
import type { Storm } from './storm.ts';

const LONGEST = { title: 200, text: 4000, factName: 100, fact: 500, command: 500, owner: 200 } as const;
const MOST = { facts: 30, apis: 50, owners: 50, listed: 20 } as const;

export interface MessageContext {
  readonly nowMs: number;
  /** Who answers for an API. */
  readonly ownerOf: (api: string) => string | undefined;
  /** How the command is called. */
  readonly self: string;
}

/** What a message needs of a rule: those that are gone have no more. */
export type MessageRule = Pick<AlertRule, 'id' | 'title' | 'text' | 'labels' | 'condition'>;

/** A message about a group; `alerts` are those of it that are firing, of the resolved message those that were. */
export function groupMessage(
  rule: MessageRule,
  group: Group,
  alerts: readonly Alert[],
  what: Told['what'],
  context: MessageContext,
): Notification {
  const { nowMs, self } = context;
  const [first] = alerts;
  const severity = worstOf(alerts, group.toldSeverity ?? 'info');
  const about = rule.condition.kind === 'incident' ? 'incident' : 'alert';
  const single = alerts.length === 1 ? first : undefined;
  const subject = single === undefined ? `${rule.id}: ${alerts.length} alerts${labelSuffix(group)}` : titleOf(rule, single);
  const resolved = what === 'resolved';
  return {
    id: messageId(group.key, what, nowMs),
    key: group.key,
    about,
    state: STATES[what],
    time: new Date(nowMs).toISOString(),
    severity,
    title: cut(`${PREFIXES[what]}${subject}`, LONGEST.title),
    text: cut(
      [single === undefined ? '' : filled(rule.text ?? '', rule, single), listOf(alerts)].filter((part) => part !== '').join('\n\n'),
      LONGEST.text,
    ),
    facts: facts([
      ['rule', rule.id],
      ['severity', severity],
      ...(first === undefined ? [] : [['since', new Date(Math.min(...alerts.map(({ sinceMs }) => sinceMs))).toISOString()] as const]),
      ...(what === 'acknowledged' ? takenOverBy(first) : []),
      ...(single === undefined ? [['alerts', String(alerts.length)] as const] : factsOf(single)),
      ...Object.entries(rule.labels),
    ]),
    ...concerned(alerts, context),
    commands: resolved || first === undefined ? [`${self} alerts list --all`] : commandsFor(self, rule, first, alerts.length),
  };
}

const STATES = {
  opened: 'opened',
  escalated: 'opened',
  changed: 'changed',
  repeated: 'changed',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
} as const satisfies Record<Told['what'], Notification['state']>;

const PREFIXES: Readonly<Record<Told['what'], string>> = {
  opened: '',
  escalated: 'Nobody has reacted: ',
  changed: '',
  repeated: 'Still: ',
  acknowledged: 'Taken over: ',
  resolved: 'Over: ',
};

function takenOverBy(alert: Alert | undefined): (readonly [string, string])[] {
  const { by, note } = alert?.acknowledged ?? {};
  return [
    ...(by === undefined ? [] : [['taken over by', by] as const]),
    ...(note === undefined || note === null ? [] : [['note', note] as const]),
  ];
}

/** A message about more groups than are told one by one. */
export function stormMessage(
  storm: Storm,
  groups: readonly Group[],
  alerts: readonly Alert[],
  state: Notification['state'],
  context: MessageContext,
): Notification {
  const { nowMs, self } = context;
  const counts = Object.entries(Object.groupBy(alerts, ({ rule }) => rule)).map(([rule, ofRule = []]) => [rule, ofRule.length] as const);
  const resolved = state === 'resolved';
  const byCount = counts.toSorted((a, b) => b[1] - a[1]);
  return {
    id: messageId(storm.key, state, nowMs),
    key: storm.key,
    about: 'alert',
    state,
    time: new Date(nowMs).toISOString(),
    severity: worstOf(alerts, storm.severity),
    title: resolved ? `Over: alert storm, ${storm.total} groups` : `Alert storm: ${alerts.length} alerts in ${groups.length} groups`,
    text: cut(
      resolved
        ? 'All of what was told together is over.'
        : `More fired at once than is told one by one. They are told together until they are over.\n\n${byCount
            .map(([rule, count]) => `${rule}: ${count}`)
            .slice(0, MOST.listed)
            .join('\n')}`,
      LONGEST.text,
    ),
    facts: facts([
      ['since', new Date(storm.sinceMs).toISOString()],
      ['groups in all', String(storm.total)],
      ...byCount.slice(0, MOST.listed).map(([rule, count]) => [rule, `${count} alerts`] as const),
    ]),
    ...concerned(alerts, context),
    commands: [`${self} alerts list`, `${self} alerts ack --all`],
  };
}

export function titleOf(rule: Pick<MessageRule, 'id' | 'title' | 'labels'>, alert: Alert): string {
  if (rule.title !== undefined) return filled(rule.title, rule, alert);
  if (alert.title !== null) return alert.title;
  return `${rule.id}: ${labelText(alert.labels)} at ${formatValue(alert.value, alert.unit)}`;
}

function filled(text: string, rule: Pick<MessageRule, 'id' | 'labels'>, { labels, value, threshold, unit, severity }: Alert): string {
  return filledIn(text, {
    ...rule.labels,
    ...labels,
    rule: rule.id,
    severity,
    value: formatNumber(value, unit),
    threshold: formatNumber(threshold, unit),
  });
}

function factsOf({ labels, value, threshold, unit, facts: own }: Alert): (readonly [string, string])[] {
  return [
    ...Object.entries(labels),
    ['value', formatValue(value, unit)],
    ...(threshold === 0 && unit === 'risk' ? [] : [['threshold', formatValue(threshold, unit)] as const]),
    ...own,
  ];
}

function listOf(alerts: readonly Alert[]): string {
  if (alerts.length < 2) return '';
  const lines = alerts
    .slice(0, MOST.listed)
    .map((alert) => `${alert.title ?? labelText(alert.labels)}: ${formatValue(alert.value, alert.unit)}`);
  return [...lines, ...(alerts.length > MOST.listed ? [`and ${alerts.length - MOST.listed} more`] : [])].join('\n');
}

function commandsFor(self: string, rule: MessageRule, first: Alert, count: number): string[] {
  const target = count === 1 ? first.id : `--rule ${rule.id}`;
  const about = rule.condition.kind === 'incident' && count === 1 ? [`${self} incidents show ${first.labels.incident ?? ''}`] : [];
  return [
    ...about,
    `${self} alerts show ${first.id}`,
    `${self} alerts ack ${target}`,
    `${self} alerts silence add rule=${rule.id} --for 2h`,
  ].map((command) => cut(command, LONGEST.command));
}

function concerned(alerts: readonly Alert[], { ownerOf }: MessageContext): Pick<Notification, 'apis' | 'owners'> {
  const apis = [...new Set(alerts.flatMap((alert) => alert.apis))].slice(0, MOST.apis);
  const owners = new Set(apis.map(ownerOf).filter((owner) => owner !== undefined));
  return { apis, owners: [...owners].slice(0, MOST.owners).map((owner) => cut(owner, LONGEST.owner)) };
}

function facts(entries: readonly (readonly [string, string])[]): [string, string][] {
  return entries.slice(0, MOST.facts).map(([name, value]) => [cut(name, LONGEST.factName), cut(value, LONGEST.fact)]);
}

function labelSuffix({ labels }: Group): string {
  return Object.keys(labels).length === 0 ? '' : ` (${labelText(labels)})`;
}

export function worstOf(alerts: readonly Alert[], least: Severity): Severity {
  return alerts.reduce<Severity>((found, { severity }) => worst(found, severity), least);
}

/** The same for the same message, also when it is made again after a crash. */
function messageId(key: string, what: string, nowMs: number): string {
  return `${shortHash(key)}-${what}-${nowMs.toString(36)}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
