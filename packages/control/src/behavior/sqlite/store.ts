import type { BehaviorStore } from '../store.ts';
import { detectionTable } from './detections.ts';
import { eventTable } from './events.ts';
import { incidentTable } from './incidents.ts';
import type { Tables } from './rows.ts';
import { sanctionTable } from './sanctions.ts';
import { verdictTable } from './verdicts.ts';

const BATCH = 1000;

/** The behaviour store in an SQLite database. */
export function sqliteBehaviorStore(tables: Tables): BehaviorStore {
  const detections = detectionTable(tables);
  const incidents = incidentTable(tables);
  const sanctions = sanctionTable(tables);
  const events = eventTable(tables);
  const verdicts = verdictTable(tables);
  return {
    record: async (happening) =>
      tables.transaction(() => {
        for (const detection of happening.detections) detections.put(detection);
        for (const incident of happening.incidents) incidents.put(incident);
      }),
    detection: async (id) => detections.find(id),
    detections: async (filter, page) => detections.list(filter, page),
    detectionsOf: async (incident, limit) => detections.of(incident, limit),
    incident: async (id) => incidents.find(id),
    incidents: async (filter, page) => incidents.list(filter, page),
    say: async (id, word) => incidents.say(id, word),
    judge: async (verdict, judged) => tables.transaction(() => verdicts.put(verdict, judged)),
    verdict: async (of) => verdicts.find(of),
    verdicts: async (sinceMs, limit) => verdicts.since(sinceMs, limit),
    callers: async (page) => detections.callers(page),
    addSanction: async (sanction) => tables.transaction(() => sanctions.add(sanction)),
    sanction: async (id) => sanctions.find(id),
    sanctions: async (filter, page) => sanctions.list(filter, page),
    activeSanctions: async (nowMs) => sanctions.active(nowMs),
    undo: async (id, undone) => sanctions.undo(id, undone),
    addHits: async (hits) => tables.transaction(() => sanctions.addHits(hits)),
    addEvent: async (event) => events.add(event),
    events: async (filter, page) => events.list(filter, page),
    prune: async ({ olderThan, keepAtMost }, batch = BATCH) => {
      const before = Date.parse(olderThan);
      return tables.transaction(() => {
        const pruned = [detections, incidents, sanctions, events, verdicts].map((table) => table.prune(before, keepAtMost, batch));
        return pruned.reduce((sum, count) => sum + count, 0);
      });
    },
    close: async () => tables.close(),
  };
}
