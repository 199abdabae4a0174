import { detectionSaid, detectionView } from '@airside/control';
import { type Feedback, type Severity, type Subject, subjectKey } from '@airside/domain';

import { ask, withQuery } from '../admin/ask.ts';
import { type OutputOptions, printPage } from '../admin/records.ts';
import { detectionText, explainedDetection } from '../behavior/explained.ts';
import { note, printable } from '../terminal.ts';

export interface DetectionListOptions extends OutputOptions {
  readonly api?: string;
  readonly caller?: Subject;
  readonly indicator?: string;
  readonly severity?: Severity;
  readonly since?: string;
  readonly limit: number;
}

export interface JudgeOptions extends OutputOptions {
  readonly as: Feedback;
  readonly note?: string;
}

export async function listDetections(options: DetectionListOptions): Promise<void> {
  const { api, caller, indicator, severity, since, limit } = options;
  await printPage(options, {
    path: withQuery('/v1/detections', { api, subject: caller && subjectKey(caller), indicator, severity, since, limit }),
    view: detectionView,
    header: ['detection', 'time', 'indicator', 'severity', 'risk', 'caller', 'api', 'operation'],
    row: (detection) => [
      detection.id,
      detection.time,
      detection.indicator,
      detection.severity,
      String(Math.round(detection.risk)),
      subjectKey(detection.subject),
      detection.api ?? '-',
      detection.operation ?? '-',
    ],
    empty: 'nothing unusual is on record',
  });
}

export async function showDetection(id: string, options: OutputOptions): Promise<void> {
  const detection = await ask(options, { method: 'GET', path: pathOf(id) }, detectionView);
  process.stdout.write(options.json === true ? `${JSON.stringify(detection)}\n` : `${detectionText(detection)}\n`);
}

export async function explainDetection(id: string, options: OutputOptions): Promise<void> {
  const detection = await ask(options, { method: 'GET', path: pathOf(id) }, detectionView);
  process.stdout.write(options.json === true ? `${JSON.stringify(detection)}\n` : `${explainedDetection(detection)}\n`);
}

export async function judgeDetection(id: string, options: JudgeOptions): Promise<void> {
  const body = { feedback: options.as, note: options.note ?? null };
  const { record, warning } = await ask(options, { method: 'POST', path: `${pathOf(id)}/feedback`, body }, detectionSaid);
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `detection ${id} is noted as ${options.as}\n`);
  if (warning !== null) note(printable(warning));
}

function pathOf(id: string): string {
  return `/v1/detections/${encodeURIComponent(id)}`;
}
