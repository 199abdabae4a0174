import { randomBytes } from 'node:crypto';

import { type AlertRule, type AlertsConfiguration, type Incident, type Notification, resolveAlertRules, suggest } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';
import type { RollupPoint } from '../rollups/query.ts';
import { type ActionRequest, actionRequest } from './action.ts';
import type { Alert } from './alert.ts';
import { followClock } from './clock-set-back.ts';
import { channelsOf, dispatch } from './dispatch.ts';
import type { AlertSources } from './evaluate/evaluation.ts';
import { type Group, groupKey } from './group.ts';
import { alertHistory } from './history.ts';
import { OpenIncidents } from './incidents.ts';
import { Memory } from './memory.ts';
import type { MessageContext } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import { outgoingId } from './outgoing.ts';
import { type QuietReason, quietness } from './quiet.ts';
import { Relay } from './relay.ts';
import { labelsOf, type Matcher, type Silence } from './silence.ts';
import type { AlertStore } from './store.ts';
import { StormWatch } from './storm.ts';
import { testMessage } from './test-message.ts';
import { type RuleState, RuleWatch } from './watch.ts';

const KEEP_RESOLVED_MS = 7 * 86_400_000;
const MOST_RESOLVED = 5000;
const MOST_SILENCES = 1000;
const KEEP_SILENCES_MS = 7 * 86_400_000;

export interface AlertingOptions {
  readonly store: AlertStore;
  readonly sources: Omit<AlertSources, 'incidents'>;
  readonly settings: AlertingSettings;
  /** Takes a message over for delivery; may be given the same twice after a crash. Where it throws, it is given it again. Yields the channels that get it. */
  readonly deliver: (outgoing: Outgoing) => readonly string[];
  /** Is asked to act against a caller. Must not throw. */
  readonly requestAction?: (request: ActionRequest) => void;
  /** Told when state cannot be saved or a message not be handed over, each time that this is new. Must not throw. */
  readonly onProblem?: (error: Error) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface AlertingSettings {
  readonly alerts: AlertsConfiguration;
  /** Who answers for an API. */
  readonly ownerOf: (api: string) => string | undefined;
  /** How the command is called, for what a message says to type. */
  readonly self: string;
}

/** An alert with all that there is to say of it. */
export interface AlertDetails {
  readonly alert: Alert;
  readonly rule: AlertRule | undefined;
  readonly quiet: QuietReason | undefined;
  readonly group: Group | undefined;
  /** Its metric over the last hours; empty where it has none. */
  readonly history: readonly RollupPoint[];
}

/** Looks at rules, and sees to it that people are told. */
export interface Alerting {
  /** The store does not take what is new, as on a full disk: a restart would forget it. */
  readonly isUnsaved: boolean;
  /** One look at all rules, and all messages that follow from it. Never throws. */
  tick(): void;
  apply(settings: AlertingSettings): void;
  /** All incidents that are open, after a start; until then incidents are taken for what they were. */
  openIncidents(incidents: readonly Incident[]): void;
  /** Incidents that were opened, changed or closed. */
  incidents(incidents: readonly Incident[]): void;
  /** Passes on a message that somebody else has made, so that many at once are one storm. `channels` empty: to all that want it. */
  relay(notification: Notification, channels: readonly string[]): void;
  alerts(): readonly (Alert & { readonly quiet: QuietReason | undefined })[];
  details(id: string): AlertDetails | undefined;
  rules(): readonly { readonly rule: AlertRule; readonly state: RuleState; readonly pending: number; readonly firing: number }[];
  /** Stops repeats and escalation until it is over. Yields those that were firing and are acknowledged now. */
  acknowledge(which: (alert: Alert) => boolean, by: string, note: string | null): readonly Alert[];
  silences(): readonly Silence[];
  /** Throws a `DirectoryError` where there are too many, or a label is none that an alert could have. */
  silence(request: {
    readonly matchers: readonly Matcher[];
    readonly endsMs: number;
    readonly by: string;
    readonly comment: string;
  }): Silence;
  /** Ends a silence now; undefined where there is none. */
  expire(id: string): Silence | undefined;
  /** Sends a test message of a rule to its channels, or to these, and tells which of them get it. Undefined where there is no such rule. */
  test(
    rule: string | undefined,
    channels: readonly string[] | undefined,
  ): { readonly notification: Notification; readonly channels: readonly string[] } | undefined;
}

/** Alerting over what the store remembers. Throws `StoreUnavailableError` where that cannot be read. */
export function createAlerting(options: AlertingOptions): Alerting {
  const { store, deliver, requestAction = () => {}, onProblem = () => {}, now = Date.now } = options;
  let settings = options.settings;
  const memory = new Memory(store);
  const open = new OpenIncidents();
  const watch = new RuleWatch(memory, { ...options.sources, incidents: () => open.list() });
  const storms = new StormWatch();
  const relay = new Relay(memory, storms);
  for (const { told } of memory.groups.values())
    for (const { channel, atMs, what } of told) if (what === 'opened') storms.remember(channel, atMs);
  watch.setRules(resolveAlertRules(settings.alerts));
  let problem: string | undefined;
  let isUnsaved = false;

  const attempt = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      const { message } = error as Error;
      if (problem !== message) onProblem(error as Error);
      problem = message;
      return false;
    }
  };

  /** What cannot be saved is in effect all the same, and saved with the next look. */
  const save = (): boolean => {
    isUnsaved = !attempt(() => memory.save());
    return !isUnsaved;
  };

  /** First the state, with the messages in it, then the messages: what a crash leaves behind is handed over at the next start. */
  const settle = (): void => {
    const saved = save();
    for (const outgoing of [...memory.outgoing.values()]) {
      if (attempt(() => deliver(outgoing))) memory.outgoing.remove(outgoingId(outgoing));
    }
    if (saved && save() && memory.outgoing.size === 0) problem = undefined;
  };

  const context = (): MessageContext => ({ nowMs: now(), ownerOf: settings.ownerOf, self: settings.self });
  const quiet = () => quietness(memory.alerts.values(), memory.silences.values(), watch.rules, now());

  return {
    get isUnsaved() {
      return isUnsaved;
    },
    tick() {
      const nowMs = now();
      followClock(memory, nowMs);
      relay.tick(settings.alerts, nowMs, settings.self);
      if (!settings.alerts.enabled) {
        settle();
        return;
      }
      for (const alert of watch.look(nowMs)) {
        const rule = watch.rules.get(alert.rule);
        const request = rule && actionRequest(rule, alert);
        if (request !== undefined) requestAction(request);
      }
      const why = quiet();
      dispatch({
        memory,
        watch: storms,
        settings: settings.alerts,
        rules: watch.rules,
        isQuiet: (alert) => why(alert) !== undefined,
        context: context(),
      });
      forget(memory, nowMs);
      settle();
    },
    apply(next) {
      settings = next;
      watch.setRules(resolveAlertRules(next.alerts));
    },
    relay(notification, channels) {
      if (relay.pass(notification, channels, settings.alerts.storm, now())) settle();
    },
    openIncidents: (incidents) => open.replace(incidents),
    incidents: (incidents) => open.update(incidents),
    alerts() {
      const why = quiet();
      return [...memory.alerts.values()].map((alert) => ({ ...alert, quiet: why(alert) }));
    },
    details(id) {
      const alert = memory.alerts.get(id);
      if (alert === undefined) return undefined;
      const rule = watch.rules.get(alert.rule);
      const group = rule && memory.groups.get(groupKey(rule, alert));
      return {
        alert,
        rule,
        quiet: quiet()(alert),
        group,
        history: rule === undefined ? [] : alertHistory(rule, alert, options.sources.rollups, now()),
      };
    },
    rules() {
      const counts = Map.groupBy(memory.alerts.values(), ({ rule }) => rule);
      return [...watch.rules.values()].map((rule) => {
        const alerts = counts.get(rule.id) ?? [];
        const count = (phase: Alert['phase']) => alerts.filter((alert) => alert.phase === phase).length;
        return { rule, state: watch.stateOf(rule.id), pending: count('pending'), firing: count('firing') };
      });
    },
    acknowledge(which, by, note) {
      const found = [...memory.alerts.values()].filter((alert) => alert.phase === 'firing' && which(alert));
      const acknowledged = found.map((alert) => ({ ...alert, acknowledged: { by, atMs: now(), note } }));
      for (const alert of acknowledged) memory.alerts.put(alert);
      save();
      return acknowledged;
    },
    silences: () => [...memory.silences.values()],
    silence({ matchers, endsMs, by, comment }) {
      if (memory.silences.size >= MOST_SILENCES) {
        throw new DirectoryError('full', `there are ${MOST_SILENCES} silences`, 'let some of them expire: `airside alerts silence expire`');
      }
      const labels = labelsOf(watch.rules.values());
      for (const { label } of matchers) {
        if (labels.includes(label)) continue;
        const near = suggest(label, labels);
        const hint = near === undefined ? `labels are ${labels.join(', ')}` : `did you mean "${near}"?`;
        throw new DirectoryError('invalid', `no alert has a label ${JSON.stringify(label)}`, hint);
      }
      const made: Silence = { id: `s-${randomBytes(4).toString('hex')}`, matchers, startsMs: now(), endsMs, by, comment };
      memory.silences.put(made);
      save();
      return made;
    },
    expire(id) {
      const found = memory.silences.get(id);
      if (found === undefined) return undefined;
      const ended = { ...found, endsMs: Math.min(found.endsMs, now()) };
      memory.silences.put(ended);
      save();
      return ended;
    },
    test(ruleId, named) {
      const rule = ruleId === undefined ? undefined : watch.rules.get(ruleId);
      if (ruleId !== undefined && rule === undefined) return undefined;
      const channels = named ?? (rule === undefined ? [] : channelsOf(rule));
      const notification = testMessage(rule, context());
      return { notification, channels: deliver({ notification, channels }) };
    },
  };
}

/** What is over is remembered for a week. */
function forget(memory: Memory, nowMs: number): void {
  const resolved = [...memory.alerts.values()].filter(({ phase }) => phase === 'resolved');
  const old = resolved.filter(({ resolvedMs }) => nowMs - (resolvedMs ?? 0) > KEEP_RESOLVED_MS);
  for (const { id } of old) memory.alerts.remove(id);
  const excess = resolved.length - old.length - MOST_RESOLVED;
  if (excess > 0) {
    const byTime = resolved
      .toSorted((a, b) => (a.resolvedMs ?? 0) - (b.resolvedMs ?? 0))
      .filter(({ id }) => memory.alerts.get(id) !== undefined);
    for (const { id } of byTime.slice(0, excess)) memory.alerts.remove(id);
  }
  for (const { id, endsMs } of [...memory.silences.values()]) if (nowMs - endsMs > KEEP_SILENCES_MS) memory.silences.remove(id);
}
