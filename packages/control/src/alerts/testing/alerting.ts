import {
  type AlertRule,
  type AlertsConfiguration,
  alertRuleProblems,
  type Incident,
  interpretConfiguration,
  type Notification,
  resolveAlertRules,
} from '@airside/domain';

import { openRollupStore } from '../../rollups/sqlite/open.ts';
import type { RollupStore } from '../../rollups/store.ts';
import type { ActionRequest } from '../action.ts';
import { type Alerting, createAlerting } from '../alerting.ts';
import type { AlertSources, Expirable } from '../evaluate/evaluation.ts';
import { openAlertStore } from '../sqlite/open.ts';
import type { AlertStore } from '../store.ts';
import { NOON } from './traffic.ts';

/** One object, so that the schema is made once. */
const NO_POLICIES = {};
const APIS = interpretConfiguration(
  { apis: { orders: { upstreams: ['http://127.0.0.1:1'] }, stock: { upstreams: ['http://127.0.0.1:1'], path: '/stock' } } },
  NO_POLICIES,
).apis;

/** The section `alerts` as somebody writes it, and nothing of what is built in. */
function alertsWith(section: Readonly<Record<string, unknown>>): AlertsConfiguration {
  const builtIn = [
    'availability-burn',
    'api-silent',
    'certificate-expiry',
    'key-expiry',
    'exchanges-lost',
    'engine-behind',
    'notifications-stuck',
  ];
  const source = { alerts: { disabledRules: builtIn, groupWait: '0s', ...section } };
  const configuration = interpretConfiguration(source, NO_POLICIES);
  const problems = alertRuleProblems({ ...configuration, apis: APIS, consumers: {}, channels: { chat: {}, pager: {}, boss: {} } });
  if (problems.length > 0) throw new Error(problems.map(({ path, message }) => `${path.join('/')}: ${message}`).join('\n'));
  return configuration.alerts;
}

/** One rule as somebody writes it. */
export function ruleWith(rule: Readonly<Record<string, unknown>>): AlertRule {
  const [resolved] = resolveAlertRules(alertsWith({ rules: { rule } }));
  if (resolved === undefined) throw new Error('no rule');
  return resolved;
}

export interface Told {
  readonly notification: Notification;
  readonly channels: readonly string[];
}

/** Alerting with a clock that tests move, over stores in memory. */
export class AlertingUnderTest {
  readonly rollups: RollupStore;
  readonly store: AlertStore;
  readonly told: Told[] = [];
  readonly actions: ActionRequest[] = [];
  readonly problems: string[] = [];
  /** What Airside says of itself. */
  own = new Map<string, number>();
  expirables: readonly Expirable[] = [];
  nowMs: number;
  /** Messages that cannot be handed over are as good as lost while this is set. */
  away = false;
  alerting: Alerting;
  #section: Readonly<Record<string, unknown>>;

  constructor(
    section: Readonly<Record<string, unknown>>,
    { nowMs = NOON, store = openAlertStore(':memory:') }: { nowMs?: number; store?: AlertStore } = {},
  ) {
    this.rollups = openRollupStore(':memory:');
    this.store = store;
    this.nowMs = nowMs;
    this.#section = section;
    this.alerting = this.#start();
  }

  /** The process ends, and another one goes on with what is stored. */
  restart(): void {
    this.alerting = this.#start();
  }

  configure(section: Readonly<Record<string, unknown>>): void {
    this.#section = section;
    this.alerting.apply(this.#settings());
  }

  /** Time goes by, with a look at the rules every minute; `each` is called before each look. */
  pass(ms: number, each: (nowMs: number) => void = () => {}): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; ) {
      this.nowMs += 60_000;
      each(this.nowMs);
      this.alerting.tick();
    }
  }

  /** States and titles of what was told since the last time. */
  said(): string[] {
    return this.told.splice(0).map(({ notification: { state, title }, channels }) => `${channels.join(',')} ${state}: ${title}`);
  }

  #settings() {
    return { alerts: alertsWith(this.#section), ownerOf: (api: string) => `${api}@example.org`, self: 'airside' };
  }

  #start(): Alerting {
    const sources: Omit<AlertSources, 'incidents'> = {
      rollups: this.rollups,
      own: (metric) => this.own.get(metric),
      expirables: () => this.expirables,
      sinceMs: this.nowMs,
    };
    return createAlerting({
      store: this.store,
      sources,
      settings: this.#settings(),
      deliver: (outgoing) => {
        if (this.away) throw new Error('the outbox is away');
        this.told.push(outgoing);
        return outgoing.channels;
      },
      requestAction: (request) => this.actions.push(request),
      onProblem: ({ message }) => this.problems.push(message),
      now: () => this.nowMs,
    });
  }
}

export function incidentWith(fields: Partial<Incident> = {}): Incident {
  return {
    id: 'i-1',
    state: 'open',
    title: 'Ids are tried one after the other',
    severity: 'high',
    risk: 80,
    opened: '2026-11-16T12:00:00Z',
    first: '2026-11-16T11:50:00Z',
    last: '2026-11-16T12:00:00Z',
    closed: null,
    indicators: [{ id: 'id-enumeration', detections: 3 }],
    apis: ['orders'],
    operations: ['GET /orders/{id}'],
    subjects: [{ kind: 'user', id: 'mallory', detections: 3 }],
    subjectCount: 1,
    detections: 3,
    requests: 40,
    succeeded: true,
    feedback: null,
    note: null,
    ...fields,
  };
}
