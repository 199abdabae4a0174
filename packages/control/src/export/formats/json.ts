import type { ExportConfiguration } from '@airside/domain';

import type { ExportRecord } from '../record.ts';
import type { FieldTables, Format } from './format.ts';
import { documentOf } from './table.ts';

/** A format whose records are JSON objects. */
export function jsonFormat(name: ExportConfiguration['format'], tables: FieldTables): Format {
  return { name, tables, lineOf: (record) => oneLine(JSON.stringify(toDocument(tables, record))) };
}

/** JSON leaves characters as they are that some readers take for the end of a line, and terminals for commands. */
function oneLine(json: string): string {
  return json.replaceAll(/[\u007f-\u009f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function toDocument(tables: FieldTables, record: ExportRecord): object {
  switch (record.kind) {
    case 'exchange':
      return documentOf(tables.exchange, record.value);
    case 'detection':
      return documentOf(tables.detection, record.value);
    case 'incident':
      return documentOf(tables.incident, record.value);
    case 'sanction':
      return documentOf(tables.sanction, record.value);
    case 'audit':
      return documentOf(tables.audit, record.value);
  }
}
