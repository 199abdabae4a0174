import { type AlertsConfiguration, type Notification, SEVERITIES } from '@airside/domain';

import type { Memory } from './memory.ts';
import { WATCHED_CHANNELS } from './outgoing.ts';
import type { Storm, StormWatch } from './storm.ts';

const PREFIX = 'relay:';
const MOST_KEPT_BACK = 20_000;
const MOST_LISTED = 20;

/** Messages that are kept back because there are too many: each counts as told with the storm. */
interface KeptBack {
  /** Its severity is the worst that anybody was told of since it began. */
  storm: Storm;
  readonly keys: Set<string>;
  total: number;
  changed: boolean;
}

/** Whether a storm is of messages that others have made. */
export function isRelayed({ channel }: Storm): boolean {
  return channel.startsWith(PREFIX);
}

/**
 * Passes on messages that others have made, such as those about incidents, and spares channels what they must not become: more than a few new things
 * in a while are one storm, in which none of them is opened, changed or resolved by itself.
 */
export class Relay {
  readonly #memory: Memory;
  readonly #watch: StormWatch;
  readonly #keptBack = new Map<string, KeptBack>();

  constructor(memory: Memory, watch: StormWatch) {
    this.#memory = memory;
    this.#watch = watch;
    for (const storm of memory.storms.values()) {
      if (isRelayed(storm)) this.#keptBack.set(storm.channel, { storm, keys: new Set(storm.groups), total: storm.total, changed: false });
    }
  }

  /** Takes a message over; true where it is to go out. `channels` empty: to all that want it, but for trackers. */
  pass(notification: Notification, channels: readonly string[], limits: AlertsConfiguration['storm'], nowMs: number): boolean {
    const to = channels.length === 0 ? [WATCHED_CHANNELS] : channels;
    const name = `${PREFIX}${to.join(',')}`;
    const { key, state } = notification;
    const storm = this.#keptBack.get(name);
    if (storm !== undefined && state !== 'resolved' && isGraver(notification, storm.storm)) {
      // A loud storm of small things must not hide a grave one.
      storm.storm = { ...storm.storm, severity: notification.severity };
      storm.keys.delete(key);
      storm.changed = true;
      this.#memory.outgoing.put({ notification, channels: to });
      return true;
    }
    const isNew = state === 'opened' && storm?.keys.has(key) !== true;
    if (storm?.keys.has(key) === true) {
      if (state === 'resolved') storm.changed = storm.keys.delete(key);
      return false;
    }
    if (!isNew || (storm === undefined && this.#watch.admits(name, 1, limits, nowMs))) {
      this.#memory.outgoing.put({ notification, channels: to });
      return true;
    }
    const kept = storm ?? begun(name, notification, nowMs);
    this.#keptBack.set(name, kept);
    if (kept.keys.size < MOST_KEPT_BACK) kept.keys.add(key);
    kept.total++;
    kept.changed = true;
    return false;
  }

  /** Says what there is to say of storms, and remembers them. */
  tick(settings: Pick<AlertsConfiguration, 'groupInterval'>, nowMs: number, self: string): void {
    for (const [name, kept] of this.#keptBack) {
      const storm = { ...kept.storm, groups: [...kept.keys], total: kept.total };
      const { lastToldMs } = storm;
      const isOver = kept.keys.size === 0;
      const due = isOver || lastToldMs === null || (storm.total > storm.toldTotal && nowMs - lastToldMs >= settings.groupInterval);
      if (due && !(isOver && lastToldMs === null)) {
        const state = isOver ? 'resolved' : lastToldMs === null ? 'opened' : 'changed';
        this.#memory.outgoing.put({ notification: messageOf(storm, state, nowMs, self), channels: name.slice(PREFIX.length).split(',') });
      }
      if (isOver) {
        this.#keptBack.delete(name);
        this.#memory.storms.remove(name);
      } else if (due || kept.changed) {
        const next = due ? { ...storm, lastToldMs: nowMs, toldTotal: storm.total } : storm;
        this.#keptBack.set(name, { storm: next, keys: kept.keys, total: kept.total, changed: false });
        this.#memory.storms.put(next);
      }
    }
  }
}

function isGraver({ severity }: Notification, storm: Storm): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(storm.severity);
}

function begun(channel: string, { severity }: Notification, nowMs: number): KeptBack {
  const key = `incidents:storm:${nowMs.toString(36)}`;
  const storm: Storm = { channel, key, sinceMs: nowMs, lastToldMs: null, groups: [], total: 0, toldTotal: 0, severity };
  return { storm, keys: new Set(), total: 0, changed: true };
}

function messageOf(storm: Storm, state: Notification['state'], nowMs: number, self: string): Notification {
  const listed = storm.groups.slice(0, MOST_LISTED);
  const more = storm.groups.length - listed.length;
  return {
    id: `${storm.key}-${state}-${nowMs.toString(36)}`,
    key: storm.key,
    about: 'incident',
    state,
    time: new Date(nowMs).toISOString(),
    severity: storm.severity,
    title: state === 'resolved' ? `Over: storm of ${storm.total} incidents` : `${storm.groups.length} more incidents at once`,
    text:
      state === 'resolved'
        ? 'All incidents that were told together are closed.'
        : `More incidents were opened than are told one by one. They are told together until they are closed.\n\n${listed.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
    facts: [
      ['since', new Date(storm.sinceMs).toISOString()],
      ['in all', String(storm.total)],
    ],
    apis: [],
    owners: [],
    commands: [`${self} incidents list --state open`],
  };
}
