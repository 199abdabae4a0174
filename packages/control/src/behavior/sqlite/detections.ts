import { type Detection, type Incident, SEVERITIES, subjectKey, subjectOf } from '@airside/domain';

import type { DetectionFilter, JudgedDetection, Page, PageOptions, SuspectedCaller } from '../store.ts';
import { pruneTable } from './prune.ts';
import type { Tables, Where } from './rows.ts';

const MOST_NAMES = 200;

export function detectionTable(tables: Tables) {
  /** Without what it is about, which can be long. */
  const verdictOf = (of: string): JudgedDetection['verdict'] => {
    const [row] = tables.all(`SELECT json_remove(document, '$.about') AS said FROM verdicts WHERE of = ? AND feedback IS NOT NULL`, of);
    return row === undefined ? undefined : (tables.parsed(row['said']) as NonNullable<JudgedDetection['verdict']>);
  };
  const documentOf = (row: Record<string, unknown>): JudgedDetection => {
    const detection = tables.parsed(row['document']) as Detection;
    const verdict = typeof row['verdict'] === 'string' ? verdictOf(row['verdict']) : undefined;
    return verdict === undefined ? detection : { ...detection, verdict };
  };

  return {
    put(detection: Detection): void {
      const { id, time, api, indicator, severity, risk, subject, alsoKnownAs } = detection;
      const verdict = tables.all('SELECT verdict FROM detections WHERE id = ?', id)[0]?.['verdict'];
      tables.run('DELETE FROM detections WHERE id = ?', id);
      tables.run(
        'INSERT INTO detections (id, time, api, indicator, severity, risk, document, verdict) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[id, Date.parse(time), api, indicator, SEVERITIES.indexOf(severity), risk, JSON.stringify(detection)],
        typeof verdict === 'string' ? verdict : null,
      );
      const sequence = tables.number('SELECT last_insert_rowid()');
      const names = new Set([subject, ...alsoKnownAs].map(subjectKey));
      for (const key of names)
        tables.run(
          'INSERT INTO detection_subjects (subject, detection, main) VALUES (?, ?, ?)',
          key,
          sequence,
          Number(key === subjectKey(subject)),
        );
    },
    find(id: string): JudgedDetection | undefined {
      return tables.all('SELECT document, verdict FROM detections WHERE id = ?', id).map(documentOf)[0];
    },
    list({ api, indicator, severity, subject, since }: DetectionFilter, page: PageOptions): Page<JudgedDetection> {
      const conditions: (Where | undefined)[] = [
        api === undefined ? undefined : { sql: 'api = ?', parameters: [api] },
        indicator === undefined ? undefined : { sql: 'indicator = ?', parameters: [indicator] },
        severity === undefined ? undefined : { sql: 'severity >= ?', parameters: [SEVERITIES.indexOf(severity)] },
        since === undefined ? undefined : { sql: 'time >= ?', parameters: [Date.parse(since)] },
        subject === undefined
          ? undefined
          : { sql: 'sequence IN (SELECT detection FROM detection_subjects WHERE subject = ?)', parameters: [subjectKey(subject)] },
      ];
      return tables.page('detections', conditions, page, documentOf);
    },
    /** Those of its indicators and callers in its time: a detection does not name its incident. */
    of({ indicators, subjects, first, last }: Incident, limit: number): JudgedDetection[] {
      const names = subjects.slice(0, MOST_NAMES).map(subjectKey);
      const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
      const ids = indicators.map(({ id }) => id);
      const sql = `SELECT document, verdict FROM detections WHERE indicator IN (${marks(ids)})
        AND sequence IN (SELECT detection FROM detection_subjects WHERE subject IN (${marks(names)})) ORDER BY sequence DESC LIMIT ?`;
      const from = Date.parse(first);
      const to = Date.parse(last);
      return tables
        .all(sql, ...ids, ...names, limit)
        .map(documentOf)
        .filter((detection) => Date.parse(detection.last) >= from && Date.parse(detection.first) <= to);
    },
    /** Whoever was judged to have done nothing of the kind is not suspicious for that. */
    callers({ limit, after }: PageOptions): Page<SuspectedCaller> {
      const sql = `SELECT subject, count(*) AS detections, max(risk) AS risk, max(detections.time) AS last
        FROM detection_subjects JOIN detections ON detections.sequence = detection LEFT JOIN verdicts ON verdicts.of = verdict
        WHERE main = 1 AND coalesce(feedback, 'true') = 'true'
        GROUP BY subject ORDER BY risk DESC, subject LIMIT ? OFFSET ?`;
      const offset = after === undefined ? 0 : Number.parseInt(after, 10) || 0;
      const rows = tables.all(sql, limit + 1, offset);
      const items = rows.slice(0, limit).flatMap((row): SuspectedCaller[] => {
        const subject = subjectOf(String(row['subject']));
        if (subject === undefined) return [];
        return [
          { subject, detections: Number(row['detections']), risk: Number(row['risk']), last: new Date(Number(row['last'])).toISOString() },
        ];
      });
      return { items, next: rows.length > limit ? String(offset + limit) : null };
    },
    prune: (before: number, keepAtMost: number, batch: number) => pruneTable(tables, 'detections', 'time', { before, keepAtMost, batch }),
  };
}
