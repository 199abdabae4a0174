import type { ExportConfiguration, ExportKind } from '@airside/domain';

import type { ExportRecord, ExportValues } from '../record.ts';
import type { Field } from './table.ts';

/** The fields of each kind of record. */
export type FieldTables = { readonly [Kind in ExportKind]: readonly Field<ExportValues[Kind]>[] };

/** Turns a record into one line of text. */
export interface Format {
  readonly name: ExportConfiguration['format'];
  readonly tables: FieldTables;
  /** One line, without the line break: JSON, or CEF. */
  lineOf(record: ExportRecord): string;
}
