import { type Feedback, type Incident, type Judgement, type Subject, subjectKey } from '@airside/domain';

import type { Actor } from '../directory/store.ts';
import { found } from './found.ts';
import type { BehaviorStore, JudgedDetection } from './store.ts';
import { aboutDetections, aboutUnseen } from './verdict-about.ts';

/** What a person said, and what is to be known about that: the engine has not taken it yet. */
export interface Said<Judged> {
  readonly record: Judged;
  readonly warning: string | null;
}

/** What people say of detections and incidents. It is kept first: the engine is told of it, now or when it is back. */
export interface FeedbackDesk {
  /** Where nothing is said of what it was, what was said before stays. */
  close(id: string, word: { readonly feedback: Feedback | null; readonly note: string | null }, actor: Actor): Promise<Said<Incident>>;
  /** Takes back what was said of it. */
  reopen(id: string, actor: Actor): Promise<Said<Incident>>;
  /** Of one detection: its incident stays open unless all of it was judged to be no attack. */
  judge(id: string, feedback: Feedback, note: string | null, actor: Actor): Promise<Said<JudgedDetection>>;
}

export interface FeedbackDeskOptions {
  readonly store: Pick<BehaviorStore, 'addEvent' | 'detection' | 'detectionsOf' | 'incident' | 'incidents' | 'judge' | 'say' | 'verdict'>;
  /** Tells the engine; false where it is away. Undefined where the behaviour layer is off. */
  readonly tell: ((verdicts: readonly Judgement[]) => Promise<boolean>) | undefined;
  readonly now: () => number;
}

/** Detections of one incident that a verdict is about, the newest. */
const MOST_JUDGED = 1000;
const MOST_INCIDENTS = 100;

export function createFeedbackDesk({ store, tell, now }: FeedbackDeskOptions): FeedbackDesk {
  const record = (
    by: string,
    action: string,
    target: string,
    words: readonly (string | null)[],
    subject: Subject | null = null,
  ): Promise<void> =>
    store.addEvent({
      time: new Date(now()).toISOString(),
      by,
      action,
      target,
      detail: words.filter((word) => word !== null).join(': '),
      subject,
    });

  /** What it replaces is older, whatever the clock says. */
  const timeAfter = (before: Judgement | undefined): string =>
    new Date(Math.max(now(), before === undefined ? 0 : Date.parse(before.time) + 1)).toISOString();

  /** Not before what was seen of the incident, which the clock of a gateway may put ahead: it goes on where something is seen after this. */
  const timeOn = ({ last }: Incident): string => new Date(Math.max(now(), Date.parse(last))).toISOString();

  const pass = async (verdict: Judgement): Promise<string | null> => {
    if (tell === undefined) return 'kept; the behaviour layer is off, and the engine takes it when it is on again';
    return (await tell([verdict])) ? null : 'kept; the engine is away, and takes it when it is back';
  };

  /** A verdict on all of an incident of which nothing was said by itself. */
  const judgeWhole = async (incident: Incident, word: Pick<Judgement, 'feedback' | 'note' | 'by'>): Promise<string | null> => {
    const before = await store.verdict(incident.id);
    const detections = await store.detectionsOf(incident, MOST_JUDGED);
    const judged = detections.filter((detection) => !isJudgedAlone(detection));
    const about = [...aboutDetections(judged), ...aboutUnseen(incident, detections)];
    const { feedback, note, by } = word;
    const verdict = { of: incident.id, feedback, note, by, time: timeAfter(before), about };
    await store.judge(verdict, feedback === null ? [] : judged.map(({ id }) => id));
    return pass(verdict);
  };

  const close = async (incident: Incident, word: Pick<Judgement, 'feedback' | 'note' | 'by'>): Promise<Said<Incident>> => {
    const { feedback, note, by } = word;
    const warning = feedback === null ? null : await judgeWhole(incident, word);
    const kept = { state: 'closed', feedback: feedback ?? incident.feedback, note, by, time: timeOn(incident) } as const;
    const closed = await store.say(incident.id, kept);
    await record(by, 'close', incident.id, [feedback ?? 'without a verdict', note]);
    return { record: found(closed, 'incident', incident.id), warning };
  };

  /** The incident that a detection belongs to, as far as it can be told from what is kept: an open one rather than another. */
  const incidentOf = async ({ subject, indicator, first, last }: JudgedDetection): Promise<Incident | undefined> => {
    const { items } = await store.incidents({ subject }, { limit: MOST_INCIDENTS });
    const fitting = items.filter(
      (incident) =>
        incident.indicators.some(({ id }) => id === indicator) &&
        Date.parse(incident.first) <= Date.parse(last) &&
        Date.parse(incident.last) >= Date.parse(first),
    );
    return fitting.find(({ state }) => state === 'open') ?? fitting[0];
  };

  /** What all of an incident was, where that was said of each of its detections and none was an attack. */
  const harmless = async (incident: Incident): Promise<Feedback | undefined> => {
    const detections = await store.detectionsOf(incident, MOST_JUDGED);
    const said = new Set(detections.map((detection) => (isJudgedAlone(detection) ? detection.verdict?.feedback : undefined)));
    if (detections.length < incident.detections || said.has(undefined) || said.has('true')) return undefined;
    return said.has('expected') ? 'expected' : 'false';
  };

  return {
    close: async (id, word, actor) => close(found(await store.incident(id), 'incident', id), { ...word, by: person(actor) }),
    async reopen(id, actor) {
      const incident = found(await store.incident(id), 'incident', id);
      const { feedback, note } = incident;
      const by = person(actor);
      const warning = feedback === null ? null : await judgeWhole(incident, { feedback: null, note, by });
      const open = await store.say(id, { state: 'open', feedback: null, note, by, time: timeOn(incident) });
      await record(by, 'reopen', id, [feedback === null ? null : `no longer ${feedback}`]);
      return { record: found(open, 'incident', id), warning };
    },
    async judge(id, feedback, note, actor) {
      const detection = found(await store.detection(id), 'detection', id);
      const by = person(actor);
      const verdict = { of: id, feedback, note, by, time: timeAfter(await store.verdict(id)), about: aboutDetections([detection]) };
      await store.judge(verdict, [id]);
      await record(by, 'feedback', id, [feedback, note], detection.subject);
      const warning = await pass(verdict);
      const incident = await incidentOf(detection);
      if (incident !== undefined) {
        await record(by, 'feedback', incident.id, [`${detection.indicator} of ${subjectKey(detection.subject)} (${id})`, feedback, note]);
        const whole = await store.verdict(incident.id);
        // It is about this detection no more.
        if (whole !== undefined && whole.feedback !== null) await judgeWhole(incident, whole);
        const all = incident.state === 'open' ? await harmless(incident) : undefined;
        if (all !== undefined) await close(incident, { feedback: all, note: 'each of its detections was judged', by });
      }
      return { record: found(await store.detection(id), 'detection', id), warning };
    },
  };
}

function isJudgedAlone({ id, verdict }: JudgedDetection): boolean {
  return verdict?.of === id;
}

function person({ name }: Actor): string {
  return `person:${name}`;
}
