import { type AlertRule, type AlertsConfiguration, SEVERITIES } from '@airside/domain';

import type { Alert } from './alert.ts';
import { type Group, groupKey, MOST_TOLD, newGroup, type Told } from './group.ts';
import type { Memory } from './memory.ts';
import { groupMessage, type MessageContext, type MessageRule, stormMessage, worstOf } from './message.ts';
import { ANY_CHANNEL } from './outgoing.ts';
import { isRelayed } from './relay.ts';
import type { Storm, StormWatch } from './storm.ts';

/** Alerts of one group that are firing. */
interface Members {
  readonly all: readonly Alert[];
  /** Those that are neither silenced nor muted. */
  readonly audible: readonly Alert[];
}

export interface DispatchOptions {
  readonly memory: Memory;
  readonly watch: StormWatch;
  readonly settings: Pick<AlertsConfiguration, 'groupWait' | 'groupInterval' | 'storm'>;
  readonly rules: ReadonlyMap<string, AlertRule>;
  readonly isQuiet: (alert: Alert) => boolean;
  readonly context: MessageContext;
}

/** Decides who is told what now, and puts it on its way. Called after each look at the rules. */
export function dispatch(options: DispatchOptions): void {
  const { memory, rules, settings, context } = options;
  const { nowMs } = context;
  const members = membersOf(options);
  const opening = new Map<string, Group[]>();
  const open = (group: Group, channels: readonly string[]): void => {
    for (const channel of channels) {
      const groups = opening.get(channel);
      if (groups === undefined) opening.set(channel, [group]);
      else groups.push(group);
    }
  };

  for (const [key, { audible }] of members) {
    const rule = rules.get(audible[0]?.rule ?? '');
    const [first] = audible;
    if (rule === undefined || first === undefined) continue;
    const group = memory.groups.get(key) ?? newGroup(rule, first, nowMs + settings.groupWait);
    if (memory.groups.get(key) === undefined) memory.groups.put(group);
    if (group.openedMs === null) {
      if (nowMs >= group.dueMs) open(group, channelsOf(rule));
      continue;
    }
    goOn(options, rule, group, audible, open);
  }
  for (const group of memory.groups.values()) {
    const { all = [], audible = [] } = members.get(group.key) ?? {};
    if (all.length === 0) end(options, group);
    else if (audible.length === 0 && group.openedMs === null) memory.groups.remove(group.key);
  }
  for (const [channel, groups] of opening) openAt(options, channel, groups, members);
  for (const storm of [...memory.storms.values()]) if (!isRelayed(storm)) weather(options, storm, members);
}

/** Channels that a rule tells; those that want it by themselves where it names none. */
export function channelsOf({ channels }: AlertRule): readonly string[] {
  return channels.length === 0 ? [ANY_CHANNEL] : channels;
}

function membersOf({ memory, rules, isQuiet }: DispatchOptions): Map<string, Members> {
  const members = new Map<string, { all: Alert[]; audible: Alert[] }>();
  for (const alert of memory.alerts.values()) {
    const rule = rules.get(alert.rule);
    if (alert.phase !== 'firing' || rule === undefined) continue;
    const key = groupKey(rule, alert);
    const found = members.get(key) ?? { all: [], audible: [] };
    members.set(key, found);
    found.all.push(alert);
    if (!isQuiet(alert)) found.audible.push(alert);
  }
  return members;
}

/** A group that was told: what is new of it, whether to say it again, whether to tell somebody else. */
function goOn(
  options: DispatchOptions,
  rule: AlertRule,
  group: Group,
  audible: readonly Alert[],
  open: (group: Group, channels: readonly string[]) => void,
): void {
  const { settings, context } = options;
  const { nowMs } = context;
  const lastMs = group.lastToldMs ?? nowMs;
  const acknowledged = audible.every((alert) => alert.acknowledged !== null);
  const worse = SEVERITIES.indexOf(worstOf(audible, 'info')) > SEVERITIES.indexOf(group.toldSeverity ?? 'info');
  const news = worse || audible.length > group.toldCount || audible.some(({ firedMs }) => (firedMs ?? 0) > lastMs);
  const step = rule.escalation[group.escalations];
  if (step !== undefined && !acknowledged && nowMs - (group.openedMs ?? nowMs) >= step.after) {
    options.memory.groups.put({ ...group, escalations: group.escalations + 1 });
    open({ ...group, escalations: group.escalations + 1 }, step.channels);
    return;
  }
  const next = { ...group, isTakenOver: acknowledged };
  if (acknowledged && group.isTakenOver !== true) tell(options, rule, next, audible, 'acknowledged', group.channels);
  else if (news && nowMs - lastMs >= settings.groupInterval) tell(options, rule, next, audible, 'changed', group.channels);
  else if (!acknowledged && nowMs - lastMs >= rule.repeat) tell(options, rule, next, audible, 'repeated', group.channels);
  else if (!acknowledged && group.isTakenOver === true) options.memory.groups.put(next);
}

/** Nothing of the group fires any more: whoever was told is told that it is over. */
function end(options: DispatchOptions, group: Group): void {
  const { memory, rules } = options;
  if (group.channels.length > 0) {
    const rule: MessageRule = rules.get(group.rule) ?? goneRule(group.rule);
    const was = group.members.map((id) => memory.alerts.get(id)).filter((alert) => alert !== undefined);
    send(options, groupMessage(rule, group, was, 'resolved', options.context), group.channels);
  }
  memory.groups.remove(group.key);
}

/** A rule that is not configured any more. */
function goneRule(id: string): MessageRule {
  return { id, title: undefined, text: undefined, labels: {}, condition: { kind: 'expiry', of: [], within: 0 } };
}

/** Groups of which a channel is to hear for the first time: one by one, or as a storm where they are many. */
function openAt(options: DispatchOptions, channel: string, groups: readonly Group[], members: ReadonlyMap<string, Members>): void {
  const { memory, watch, settings, rules, context } = options;
  const storm = memory.storms.get(channel);
  const singly = storm === undefined && watch.admits(channel, groups.length, settings.storm, context.nowMs);
  for (const { key } of groups) {
    const group = memory.groups.get(key);
    const audible = members.get(key)?.audible ?? [];
    const rule = rules.get(group?.rule ?? '');
    if (group === undefined || rule === undefined) continue;
    if (singly) tell(options, rule, group, audible, group.openedMs === null || group.escalations === 0 ? 'opened' : 'escalated', [channel]);
    else memory.groups.put({ ...told(group, audible, context.nowMs), storms: [...new Set([...group.storms, channel])] });
  }
  if (singly) return;
  const { nowMs } = context;
  const begun: Storm = storm ?? {
    channel,
    key: `alerts:storm:${channel}:${nowMs.toString(36)}`.slice(0, 200),
    sinceMs: nowMs,
    lastToldMs: null,
    groups: [],
    total: 0,
    toldTotal: 0,
    severity: 'info',
  };
  const known = new Set(begun.groups);
  const fresh = groups.filter(({ key }) => !known.has(key));
  memory.storms.put({ ...begun, groups: [...begun.groups, ...fresh.map(({ key }) => key)], total: begun.total + fresh.length });
}

/** What there is to say of a storm. */
function weather(options: DispatchOptions, storm: Storm, members: ReadonlyMap<string, Members>): void {
  const { memory, settings, context } = options;
  const { nowMs } = context;
  const groups = storm.groups.map((key) => memory.groups.get(key)).filter((group) => group !== undefined);
  const alerts = groups.flatMap(({ key }) => members.get(key)?.audible ?? []);
  if (groups.length === 0) {
    if (storm.lastToldMs !== null) send(options, stormMessage(storm, groups, alerts, 'resolved', context), [storm.channel]);
    memory.storms.remove(storm.channel);
    return;
  }
  const remaining = groups.map(({ key }) => key);
  const due = storm.lastToldMs === null || (storm.total > storm.toldTotal && nowMs - storm.lastToldMs >= settings.groupInterval);
  const severity = worstOf(alerts, storm.severity);
  if (!due) {
    if (remaining.length !== storm.groups.length) memory.storms.put({ ...storm, groups: remaining });
    return;
  }
  const next = { ...storm, groups: remaining, severity, lastToldMs: nowMs, toldTotal: storm.total };
  send(options, stormMessage(next, groups, alerts, storm.lastToldMs === null ? 'opened' : 'changed', context), [storm.channel]);
  memory.storms.put(next);
}

function tell(
  options: DispatchOptions,
  rule: AlertRule,
  group: Group,
  audible: readonly Alert[],
  what: Told['what'],
  channels: readonly string[],
): void {
  const { memory, context } = options;
  if (channels.length > 0) send(options, groupMessage(rule, group, audible, what, context), channels);
  const entries = channels.map((channel) => ({ channel, atMs: context.nowMs, what }));
  memory.groups.put({
    ...told(group, audible, context.nowMs),
    channels: [...new Set([...group.channels, ...channels])],
    told: [...group.told, ...entries].slice(-MOST_TOLD),
  });
}

function told(group: Group, audible: readonly Alert[], nowMs: number): Group {
  return {
    ...group,
    openedMs: group.openedMs ?? nowMs,
    lastToldMs: nowMs,
    toldCount: audible.length,
    toldSeverity: worstOf(audible, group.toldSeverity ?? 'info'),
    members: audible.slice(0, MOST_MEMBERS).map(({ id }) => id),
  };
}

/** Alerts of a group that are named when it is over. */
const MOST_MEMBERS = 100;

function send({ memory }: DispatchOptions, notification: ReturnType<typeof groupMessage>, channels: readonly string[]): void {
  memory.outgoing.put({ notification, channels });
}
