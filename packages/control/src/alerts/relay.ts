import type { AlertsConfiguration, Notification } from '@airside/domain';

import type { Memory } from './memory.ts';
import { ANY_CHANNEL } from './outgoing.ts';
import type { Storm, StormWatch } from './storm.ts';

const MOST_KEPT_BACK = 20_000;
const MOST_LISTED = 20;

/**
 * Passes on messages that others have made, such as those about incidents, and keeps what they must not become from channels: more than a few new
 * things in a while are one storm, in which each of them is neither opened nor resolved by itself.
 */
export class Relay {
  readonly #memory: Memory;
  readonly #watch: StormWatch;

  constructor(memory: Memory, watch: StormWatch) {
    this.#memory = memory;
    this.#watch = watch;
  }

  /** Takes a message over. `channels` empty: all that want it. */
  pass(notification: Notification, channels: readonly string[], limits: AlertsConfiguration['storm'], nowMs: number): void {
    const to = channels.length === 0 ? [ANY_CHANNEL] : channels;
    const name = `relay:${to.join(',')}`;
    const storm = this.#memory.storms.get(name);
    const isPart = storm?.groups.includes(notification.key) === true;
    if (notification.state !== 'opened') {
      if (!isPart) this.#memory.outgoing.put({ notification, channels: to });
      else if (notification.state === 'resolved') {
        this.#memory.storms.put({ ...storm, groups: storm.groups.filter((key) => key !== notification.key) });
      }
      return;
    }
    if (storm === undefined && this.#watch.admits(name, 1, limits, nowMs)) {
      this.#memory.outgoing.put({ notification, channels: to });
      return;
    }
    const begun: Storm = storm ?? {
      channel: name,
      key: `incidents:storm:${nowMs.toString(36)}`,
      sinceMs: nowMs,
      lastToldMs: null,
      groups: [],
      total: 0,
      toldTotal: 0,
      severity: notification.severity,
    };
    const groups = begun.groups.length < MOST_KEPT_BACK && !isPart ? [...begun.groups, notification.key] : begun.groups;
    this.#memory.storms.put({ ...begun, groups, total: begun.total + 1 });
  }

  /** Says what there is to say of storms. */
  tick(settings: Pick<AlertsConfiguration, 'groupInterval'>, nowMs: number, self: string): void {
    for (const storm of [...this.#memory.storms.values()]) {
      if (!storm.channel.startsWith('relay:')) continue;
      const channels = storm.channel.slice('relay:'.length).split(',');
      const isOver = storm.groups.length === 0;
      const due =
        isOver || storm.lastToldMs === null || (storm.total > storm.toldTotal && nowMs - storm.lastToldMs >= settings.groupInterval);
      if (!due) continue;
      const state = isOver ? 'resolved' : storm.lastToldMs === null ? 'opened' : 'changed';
      if (!isOver || storm.lastToldMs !== null) this.#memory.outgoing.put({ notification: messageOf(storm, state, nowMs, self), channels });
      if (isOver) this.#memory.storms.remove(storm.channel);
      else this.#memory.storms.put({ ...storm, lastToldMs: nowMs, toldTotal: storm.total });
    }
  }
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
