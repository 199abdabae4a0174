import { INDICATORS, type IndicatorText } from '@airside/behavior';
import type { JudgedDetection } from '@airside/control';
import { type Detection, subjectKey } from '@airside/domain';

import { columns, paint, printable } from '../terminal.ts';

const INDICATOR_TEXTS: ReadonlyMap<string, IndicatorText> = new Map(INDICATORS.map((indicator) => [indicator.id, indicator]));

/** What a detection says, without what its indicator means. */
export function detectionText(detection: JudgedDetection): string {
  const { id, indicator, severity, risk, confidence, time, first, last, api, operation, count, succeeded, exchanges, verdict } = detection;
  const rows: (readonly string[])[] = [
    ['detection', id],
    ['indicator', indicator],
    ['severity', `${severity}, risk ${Math.round(risk)}, confidence ${Math.round(confidence * 100)} %`],
    ['time', `${first} to ${last}, noticed ${time}`],
    ['caller', subjectKey(detection.subject)],
    ['also known as', detection.alsoKnownAs.map(subjectKey).join(', ') || '-'],
    ['where', [api ?? 'several APIs', operation ?? 'several operations'].join(', ')],
    ...(verdict === undefined ? [] : [['verdict', verdictText(id, verdict)]]),
    ['exchanges', `${count}, ${succeeded ? 'at least one with success' : 'none with success'}: ${exchanges.join(', ') || 'none is named'}`],
  ];
  return [columns(rows.map((row) => row.map(printable))), '', ...detection.evidence.map(evidenceText)].join('\n');
}

/** A detection with what its indicator means and what to do. */
export function explainedDetection(detection: JudgedDetection): string {
  const text = INDICATOR_TEXTS.get(detection.indicator);
  if (text === undefined) return detectionText(detection);
  const references = [...text.owasp, ...text.cwe, ...text.mitre].join(', ');
  const rows: (readonly string[])[] = [
    ['what', text.what],
    ['how', text.how],
    ['attack', text.attack],
    ['or', text.otherwise],
    ['to do', text.remedy],
    ...(references === '' ? [] : [['see', references]]),
  ];
  return `${paint('bold', text.title)}\n${detectionText(detection)}\n\n${columns(rows)}`;
}

function verdictText(id: string, { of, feedback, note, by, time }: NonNullable<JudgedDetection['verdict']>): string {
  const words = [feedback, ...(of === id ? [] : [`as all of the incident ${of}`]), `by ${by}`, time].join(', ');
  return note === null ? words : `${words}: ${note}`;
}

function evidenceText({ variable, learned, seen, surprise, since, observations }: Detection['evidence'][number]): string {
  const how = surprise === 0 ? '' : `, by chance once in ${chance(surprise)}`;
  const basis = since === null ? '' : `, learned from ${observations} observations since ${since}`;
  return printable(`  ${variable}: seen ${seen}, usual is ${learned}${how}${basis}`);
}

/** 10 to the power of a surprise, in words. */
function chance(surprise: number): string {
  return surprise < 6 ? String(Math.round(10 ** surprise)) : `10^${Math.round(surprise)}`;
}
