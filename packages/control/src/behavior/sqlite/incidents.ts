import { type Incident, SEVERITIES, subjectKey } from '@airside/domain';

import type { IncidentFilter, IncidentWord, Page, PageOptions } from '../store.ts';
import { pruneTable } from './prune.ts';
import type { Tables, Where } from './rows.ts';

export function incidentTable(tables: Tables) {
  const wordOf = (row: Record<string, unknown>): IncidentWord | undefined =>
    row['word'] === null ? undefined : (tables.parsed(row['word']) as IncidentWord);
  const incidentOf = (row: Record<string, unknown>): Incident => withWord(tables.parsed(row['document']) as Incident, wordOf(row));
  const rowOf = (id: string) => tables.all('SELECT sequence, document, word FROM incidents WHERE id = ?', id)[0];
  const find = (id: string): Incident | undefined => {
    const row = rowOf(id);
    return row === undefined ? undefined : incidentOf(row);
  };

  return {
    find,
    put(incident: Incident): void {
      const { id, last, severity, subjects } = incident;
      const before = rowOf(id);
      const word = before === undefined ? undefined : wordOf(before);
      const { state } = withWord(incident, word);
      const columns = [Date.parse(last), state, SEVERITIES.indexOf(severity), JSON.stringify(incident)] as const;
      if (before === undefined)
        tables.run('INSERT INTO incidents (last, state, severity, document, id) VALUES (?, ?, ?, ?, ?)', ...columns, id);
      else tables.run('UPDATE incidents SET last = ?, state = ?, severity = ?, document = ? WHERE id = ?', ...columns, id);
      const sequence = Number(before?.['sequence'] ?? tables.number('SELECT last_insert_rowid()'));
      for (const subject of subjects)
        tables.run('INSERT OR IGNORE INTO incident_subjects (subject, incident) VALUES (?, ?)', subjectKey(subject), sequence);
    },
    list({ state, api, severity, subject, since }: IncidentFilter, page: PageOptions): Page<Incident> {
      const conditions: (Where | undefined)[] = [
        state === undefined ? undefined : { sql: 'state = ?', parameters: [state] },
        api === undefined ? undefined : { sql: `EXISTS (SELECT 1 FROM json_each(document, '$.apis') WHERE value = ?)`, parameters: [api] },
        severity === undefined ? undefined : { sql: 'severity >= ?', parameters: [SEVERITIES.indexOf(severity)] },
        since === undefined ? undefined : { sql: 'last >= ?', parameters: [Date.parse(since)] },
        subject === undefined
          ? undefined
          : { sql: 'sequence IN (SELECT incident FROM incident_subjects WHERE subject = ?)', parameters: [subjectKey(subject)] },
      ];
      return tables.page('incidents', conditions, page, incidentOf);
    },
    say(id: string, word: IncidentWord): Incident | undefined {
      tables.run('UPDATE incidents SET word = ?, state = ? WHERE id = ?', JSON.stringify(word), word.state, id);
      return find(id);
    },
    /** Many small ones do not push out a grave one, nor one that is open. */
    prune: (before: number, keepAtMost: number, batch: number) =>
      pruneTable(tables, 'incidents', 'last', { before, keepAtMost, batch }, 'TRUE', "state = 'open', severity, sequence"),
  };
}

/** What a person said of an incident holds against the engine, until the campaign goes on after that. */
function withWord(incident: Incident, word: IncidentWord | undefined): Incident {
  if (word === undefined) return incident;
  const { feedback, note } = word;
  const goesOn = incident.state === 'open' && Date.parse(incident.last) > Date.parse(word.time);
  if (goesOn) return { ...incident, feedback, note };
  return { ...incident, feedback, note, state: word.state, closed: word.state === 'closed' ? (incident.closed ?? word.time) : null };
}
