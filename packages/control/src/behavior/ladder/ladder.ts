import {
  compileAllowList,
  type Detection,
  type Incident,
  type Notification,
  type Sanction,
  SEVERITIES,
  type Severity,
  subjectKey,
} from '@airside/domain';

import type { BehaviorStore } from '../store.ts';
import { isOfPerson, type SanctionsInEffect } from './in-effect.ts';
import { notificationOf } from './notification.ts';
import { matchKey, sanctionFor } from './sanction.ts';
import { hardestFirst, type Responses, type Sanctioning, type Step, stepsFor } from './steps.ts';
import { targetOf } from './target.ts';
import type { Traffic } from './traffic.ts';

/** Who gets a message: people who watch, or those who work on tickets, on the named channels where some are named. */
export interface Addressees {
  readonly kind: 'notify' | 'ticket';
  readonly channels: readonly string[] | undefined;
}

export interface LadderOptions {
  readonly store: Pick<BehaviorStore, 'addEvent' | 'events' | 'sanctions'>;
  /** What is configured now. */
  readonly responses: () => Responses;
  readonly traffic: Traffic;
  readonly inEffect: Pick<SanctionsInEffect, 'has' | 'automated' | 'beyondCap'>;
  /** Stores a sanction and tells the gateways. */
  readonly impose: (sanction: Sanction) => Promise<void>;
  readonly notify: (notification: Notification, to: Addressees) => void;
  readonly ownersOf: (apis: readonly string[]) => readonly string[];
  /** Told when something cannot be put on record; what is to be done is done all the same. */
  readonly onProblem?: (error: Error) => void;
  readonly now?: () => number;
}

export interface Ladder {
  /** Does, or says that it would do, what the ladder has for what happened. */
  respond(detections: readonly Detection[], incidents: readonly Incident[]): Promise<void>;
}

/** Automated sanctions in effect at once, at most: beyond it people are told. */
const MOST_AUTOMATIC = 50_000;
const MOST_REMEMBERED = 20_000;

/** Takes detections up the ladder of responses. */
export function createLadder(options: LadderOptions): Ladder {
  const { store, responses, traffic, inEffect, impose, notify, ownersOf, onProblem = () => undefined, now = Date.now } = options;
  /** The severity with which people were told of an incident, by way and incident. */
  const told = new Map<string, Severity>();
  /** What was said in vain lately, so that a storm says it once. */
  const said = new Map<string, number>();

  const note = (event: Parameters<typeof store.addEvent>[0]): Promise<void> =>
    store.addEvent(event).catch((error: unknown) => onProblem(error as Error));

  const say = async (detection: Detection, action: string, by: string, detail: string): Promise<void> => {
    const key = `${action} ${by} ${detection.indicator} ${subjectKey(detection.subject)}`;
    const last = said.get(key);
    if (last !== undefined && now() - last < SAID_MS) return;
    if (said.size >= MOST_REMEMBERED) said.clear();
    said.set(key, now());
    const { id: target, subject } = detection;
    await note({ time: new Date(now()).toISOString(), by, action, target, detail, subject });
  };

  /** With which severity people were told of an incident; undefined where they were not, or were told that it is over. */
  const toldOf = async (incident: string, kind: Addressees['kind']): Promise<Severity | undefined> => {
    const known = told.get(`${kind} ${incident}`);
    if (known !== undefined) return known;
    // Before a restart, perhaps.
    const { items } = await store.events({ target: incident }, { limit: 50 });
    const last = items.find(({ action }) => action === kind || action === `${kind}-over`);
    return last?.action === kind ? SEVERITIES.find((severity) => last.detail.startsWith(`${severity}:`)) : undefined;
  };

  const tell = async (incident: Incident, kind: Addressees['kind'], step: Step | undefined, more?: string): Promise<void> => {
    const { id, severity, title, apis } = incident;
    const before = await toldOf(id, kind);
    const isOver = incident.state === 'closed';
    if (isOver ? before === undefined : before !== undefined && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(before)) return;
    if (told.size >= MOST_REMEMBERED) told.clear();
    if (isOver) told.delete(`${kind} ${id}`);
    else told.set(`${kind} ${id}`, severity);
    const state = isOver ? 'resolved' : before === undefined ? 'opened' : 'changed';
    const facts = { nowMs: now(), owners: ownersOf(apis), ...(more !== undefined && { more }) };
    notify(notificationOf(incident, state, facts), { kind, channels: step?.channels });
    const action = isOver ? `${kind}-over` : kind;
    const detail = `${severity}: ${more ?? title}`;
    await note({ time: new Date(now()).toISOString(), by: `response:${kind}`, action, target: id, detail, subject: null });
  };

  /** True where it is done: a milder step need not be tried. */
  const attempt = async (detection: Detection, step: Sanctioning, incident: Incident | undefined): Promise<boolean> => {
    const by = `response:${step.do}`;
    const { cap, sharedAddress } = responses();
    const target = targetOf(detection, step, { traffic, sharedAddress });
    if ('none' in target) {
      await say(detection, 'not-done', by, target.none);
      return false;
    }
    const sanction = sanctionFor(detection, step, target.match, { incident, nowMs: now() });
    if (inEffect.has(sanction)) return true;
    if (await wasUndone(sanction)) {
      await say(detection, 'not-done', by, 'a person has undone the same for this caller');
      return true;
    }
    const excess = step.dryRun || step.do !== 'block' ? undefined : inEffect.beyondCap(sanction.match, cap);
    const { automated } = inEffect;
    const reason = automated >= MOST_AUTOMATIC ? `${automated} automated sanctions are in effect` : excess;
    if (reason !== undefined) {
      await say(detection, 'not-done', by, reason);
      if (incident !== undefined) await tell(incident, 'notify', undefined, `A block was not carried out: ${reason}.`);
      return false;
    }
    await impose(sanction);
    return true;
  };

  const wasUndone = async (sanction: Sanction): Promise<boolean> => {
    const [subject] = sanction.match;
    if (subject === undefined) return false;
    const { items } = await store.sanctions({ subject }, { limit: 50 });
    return items.some(
      ({ undone, expires, action, ...other }) =>
        undone !== null &&
        isOfPerson(undone.by) &&
        action === sanction.action &&
        Date.parse(expires) > now() &&
        matchKey(other) === matchKey(sanction),
    );
  };

  const climb = async (detection: Detection, incident: Incident | undefined): Promise<void> => {
    const { ladder, allow } = responses();
    const steps = stepsFor(detection, ladder);
    if (steps.length === 0) return;
    if (steps.some((step) => step.do === 'record')) await say(detection, 'recorded', 'response:record', detection.indicator);
    for (const step of steps) {
      if (step.do !== 'notify' && step.do !== 'ticket') continue;
      if (step.dryRun) await say(detection, `would-${step.do}`, `response:${step.do}`, incident?.title ?? detection.indicator);
      else if (incident !== undefined) await tell(incident, step.do, step);
    }
    const hard = hardestFirst(steps);
    if (hard.length === 0) return;
    if (compileAllowList(allow).allows([detection.subject, ...detection.alsoKnownAs])) {
      await say(detection, 'not-done', `response:${hard[0]?.do ?? ''}`, 'the caller is on the allow list');
      return;
    }
    for (const step of hard) if (!step.dryRun && (await attempt(detection, step, incident))) break;
    for (const step of hard) if (step.dryRun && (await attempt(detection, step, incident))) break;
  };

  return {
    async respond(detections, incidents) {
      for (const detection of detections) {
        traffic.suspect(detection);
        await climb(detection, incidentOf(detection, incidents));
      }
      for (const incident of incidents)
        if (incident.state === 'closed')
          for (const kind of ['notify', 'ticket'] as const) await tell(incident, kind, undefined, incident.note ?? undefined);
    },
  };
}

const SAID_MS = 10 * 60_000;

/** The incident that a detection was put to, of those that changed with it. */
function incidentOf({ indicator, subject }: Detection, incidents: readonly Incident[]): Incident | undefined {
  const fitting = incidents.filter(({ state, indicators }) => state === 'open' && indicators.some(({ id }) => id === indicator));
  const key = subjectKey(subject);
  return fitting.find(({ subjects }) => subjects.some((each) => subjectKey(each) === key)) ?? fitting[0];
}
