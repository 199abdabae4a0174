import type { Incident } from '@airside/domain';

import type { BehaviorStore } from '../behavior/store.ts';
import type { ExportRecord } from './record.ts';

/** A store of detections, incidents and sanctions that tells what it has kept. */
export function tapBehaviorStore(store: BehaviorStore, tell: (records: readonly ExportRecord[]) => void): BehaviorStore {
  return {
    ...store,
    async record(happening) {
      const { detections, incidents } = happening;
      const known = await Promise.all(incidents.map(({ id }) => store.incident(id)));
      await store.record(happening);
      tell([
        ...detections.map((value): ExportRecord => ({ kind: 'detection', value })),
        ...incidents.map((incident, index) => incidentRecord(incident, known[index] !== undefined, incident.closed ?? incident.last)),
      ]);
    },
    async say(id, word) {
      const incident = await store.say(id, word);
      if (incident !== undefined) tell([incidentRecord(incident, true, word.time)]);
      return incident;
    },
    async addSanction(sanction) {
      await store.addSanction(sanction);
      tell([{ kind: 'sanction', value: { sanction, change: 'imposed' } }]);
    },
    async undo(id, undone) {
      const sanction = await store.undo(id, undone);
      if (sanction?.undone?.time === undone.time) {
        const { hits: _, ...rest } = sanction;
        tell([{ kind: 'sanction', value: { sanction: rest, change: 'undone' } }]);
      }
      return sanction;
    },
  };
}

function incidentRecord(incident: Incident, isKnown: boolean, time: string): ExportRecord {
  const change = incident.state === 'closed' ? 'closed' : isKnown ? 'changed' : 'opened';
  return { kind: 'incident', value: { incident, change, time } };
}
