import type { Judgement, Sanction } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { detectionOf, incidentOf } from '../src/behavior/testing/detections.ts';
import type { BehaviorStore } from '../src/index.ts';

const HOUR_MS = 3_600_000;
const all = { limit: 100 };

export function sanctionOf(id: string, more: Partial<Sanction> = {}): Sanction {
  return {
    id,
    action: 'block',
    match: [{ kind: 'address', id: '192.0.2.1' }],
    api: null,
    requestsPerMinute: null,
    dryRun: false,
    created: new Date().toISOString(),
    expires: new Date(Date.now() + HOUR_MS).toISOString(),
    by: 'response:block',
    reason: 'probing',
    incident: null,
    undone: null,
    ...more,
  };
}

/** What every behaviour store has to do. */
export function behaviorStoreContract(name: string, open: () => Promise<BehaviorStore>): void {
  const withStore = (title: string, run: (store: BehaviorStore) => Promise<void>) =>
    test(title, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  describe(name, () => {
    withStore('gives back what it was given, newest first, and replaces what has the same id', async (store) => {
      const [first, second] = [detectionOf(), detectionOf({ api: null })];
      await store.record({ detections: [first, second], incidents: [incidentOf(first)] });
      expect((await store.detections({}, all)).items).toEqual([second, first]);
      await store.record({ detections: [{ ...first, count: 900 }], incidents: [] });
      expect(await store.detection(first.id)).toEqual({ ...first, count: 900 });
      expect((await store.detections({}, all)).items).toHaveLength(2);
      expect(await store.detection('no-such')).toBeUndefined();
      expect(await store.incident('no-such')).toBeUndefined();
    });

    withStore('filters by API, indicator, severity, time and any name of the caller', async (store) => {
      const told = [
        detectionOf({ severity: 'low', indicator: 'scraping' }),
        detectionOf({ api: 'other', alsoKnownAs: [{ kind: 'user', id: 'acme' }] }),
        detectionOf({ time: '2020-01-01T00:00:00.000Z' }),
      ] as const;
      await store.record({ detections: told, incidents: [] });
      const ids = async (filter: Parameters<BehaviorStore['detections']>[0]) =>
        (await store.detections(filter, all)).items.map(({ id }) => told.findIndex((each) => each.id === id));
      expect(await ids({ api: 'other' })).toEqual([1]);
      expect(await ids({ indicator: 'scraping' })).toEqual([0]);
      expect(await ids({ severity: 'medium' })).toEqual([2, 1]);
      expect(await ids({ since: '2021-01-01T00:00:00.000Z' })).toEqual([1, 0]);
      expect(await ids({ subject: { kind: 'user', id: 'acme' } })).toEqual([1]);
      expect(await ids({ subject: { kind: 'user', id: "acme' OR 1=1 --" } })).toEqual([]);
    });

    withStore('gives pages that lose and repeat nothing', async (store) => {
      await store.record({ detections: Array.from({ length: 7 }, () => detectionOf()), incidents: [] });
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.detections({}, { limit: 3, ...(after !== undefined && { after }) });
        seen.push(...page.items.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(new Set(seen).size).toBe(7);
      await expect(store.detections({}, { limit: 0 })).rejects.toThrow(RangeError);
      await expect(store.detections({}, { limit: 1, after: '1 OR 1' })).rejects.toThrow(RangeError);
    });

    withStore('holds what a person said of an incident against the engine, until the campaign goes on', async (store) => {
      const incident = incidentOf(detectionOf());
      await store.record({ detections: [], incidents: [incident] });
      const time = new Date(Date.parse(incident.last) + 1000).toISOString();
      const closed = await store.say(incident.id, { state: 'closed', feedback: 'false', note: 'a load test', by: 'person:ada', time });
      expect(closed).toMatchObject({ state: 'closed', feedback: 'false', note: 'a load test', closed: time });
      await store.record({ detections: [], incidents: [{ ...incident, requests: 300 }] });
      expect(await store.incident(incident.id)).toMatchObject({ state: 'closed', feedback: 'false', requests: 300 });
      expect((await store.incidents({ state: 'open' }, all)).items).toEqual([]);
      const later = new Date(Date.parse(time) + 1000).toISOString();
      await store.record({ detections: [], incidents: [{ ...incident, last: later }] });
      expect(await store.incident(incident.id)).toMatchObject({ state: 'open', feedback: 'false' });
      expect(await store.say('no-such', { state: 'open', feedback: null, note: null, by: 'person:ada', time })).toBeUndefined();
    });

    withStore(
      'keeps the last verdict on each detection and incident, and which detections stand under it, whatever becomes of them',
      async (store) => {
        const [one, other] = [detectionOf({ risk: 90 }), detectionOf({ subject: { kind: 'user', id: 'globex' }, risk: 10 })];
        await store.record({ detections: [one, other], incidents: [] });
        const at = (ms: number): string => new Date(1000 + ms).toISOString();
        const said = (of: string, feedback: Judgement['feedback'], ms: number): Judgement => ({
          of,
          feedback,
          note: null,
          by: 'person:ada',
          time: at(ms),
          about: [{ indicator: 'probing', api: 'orders', subjects: [one.subject] }],
        });
        await store.judge(said('i', 'false', 1), [one.id, other.id, 'no-such']);
        await store.judge(said(other.id, 'true', 2), [other.id]);
        await store.record({ detections: [{ ...one, count: 900 }], incidents: [] });
        const shown = { note: null, by: 'person:ada' };
        expect(await store.detection(one.id)).toEqual({
          ...one,
          count: 900,
          verdict: { of: 'i', feedback: 'false', time: at(1), ...shown },
        });
        expect((await store.detections({ subject: other.subject }, all)).items).toEqual([
          { ...other, verdict: { of: other.id, feedback: 'true', time: at(2), ...shown } },
        ]);
        expect((await store.callers(all)).items.map(({ subject }) => subject.id)).toEqual(['globex']);
        await store.judge(said('i', null, 3), []);
        expect(await store.detection(one.id)).toEqual({ ...one, count: 900 });
        expect(await store.verdict('i')).toEqual(said('i', null, 3));
        expect(await store.verdict('no-such')).toBeUndefined();
        expect(await store.verdicts(0, 10)).toEqual([said(other.id, 'true', 2), said('i', null, 3)]);
        expect(await store.verdicts(0, 1)).toEqual([said('i', null, 3)]);
        expect(await store.verdicts(1003, 10)).toEqual([said('i', null, 3)]);
      },
    );

    withStore('finds the detections of an incident by its callers, indicators and time', async (store) => {
      const mine = detectionOf();
      const others = [
        detectionOf({ indicator: 'scraping' }),
        detectionOf({ subject: { kind: 'user', id: 'globex' } }),
        detectionOf({ first: '2020-01-01T00:00:00.000Z', last: '2020-01-01T00:00:00.000Z' }),
      ];
      await store.record({ detections: [mine, ...others], incidents: [incidentOf(mine)] });
      expect(await store.detectionsOf(incidentOf(mine), 10)).toEqual([mine]);
    });

    withStore('knows which sanctions are in effect, and counts what they hit', async (store) => {
      await store.addSanction(sanctionOf('now'));
      await store.addSanction(sanctionOf('past', { expires: new Date(Date.now() - 1).toISOString() }));
      await store.addSanction(sanctionOf('undone', { match: [{ kind: 'user', id: 'acme' }] }));
      const undone = { time: new Date().toISOString(), by: 'person:ada' };
      expect(await store.undo('undone', undone)).toMatchObject({ undone });
      expect(await store.undo('undone', { ...undone, by: 'person:eve' })).toMatchObject({ undone });
      expect(await store.undo('no-such', undone)).toBeUndefined();
      await store.addHits([
        ['now', 3],
        ['no-such', 1],
        ['now', 4],
      ]);
      expect((await store.activeSanctions(Date.now())).map(({ id, hits }) => [id, hits])).toEqual([['now', 7]]);
      expect((await store.sanctions({ activeAtMs: Date.now() }, all)).items.map(({ id }) => id)).toEqual(['now']);
      expect((await store.sanctions({ subject: { kind: 'user', id: 'acme' } }, all)).items.map(({ id }) => id)).toEqual(['undone']);
      await expect(store.addSanction(sanctionOf('now'))).rejects.toThrow();
      expect((await store.sanctions({}, all)).items).toHaveLength(3);
    });

    withStore('lists callers by their risk', async (store) => {
      const at = (id: string, risk: number) => detectionOf({ subject: { kind: 'user', id }, risk });
      await store.record({ detections: [at('a', 10), at('b', 90), at('a', 50)], incidents: [] });
      const { items } = await store.callers(all);
      expect(items.map(({ subject, detections, risk }) => [subject.id, detections, risk])).toEqual([
        ['b', 1, 90],
        ['a', 2, 50],
      ]);
    });

    withStore('forgets what is old or too much, but no sanction that is in effect', async (store) => {
      const old = '2020-01-01T00:00:00.000Z';
      const detection = detectionOf({ time: old, last: old });
      await store.record({ detections: [detection, detectionOf(), detectionOf()], incidents: [incidentOf(detection, { last: old })] });
      await store.addSanction(sanctionOf('ended', { expires: old }));
      await store.addSanction(sanctionOf('now'));
      await store.addEvent({ time: old, by: 'person:ada', action: 'undo', target: 'x', detail: '', subject: null });
      expect(await store.prune({ olderThan: '2021-01-01T00:00:00.000Z', keepAtMost: 1000 })).toBe(4);
      expect((await store.detections({}, all)).items).toHaveLength(2);
      await store.prune({ olderThan: '2021-01-01T00:00:00.000Z', keepAtMost: 0 });
      expect((await store.detections({}, all)).items).toEqual([]);
      expect((await store.detections({ subject: detection.subject }, all)).items).toEqual([]);
      expect((await store.sanctions({}, all)).items.map(({ id }) => id)).toEqual(['now']);
    });
  });
}
