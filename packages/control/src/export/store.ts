import type { ExportRecord } from './record.ts';

/** A record and its place among those of its source: later means greater. */
export interface PlacedRecord {
  readonly place: number;
  readonly record: ExportRecord;
}

/**
 * How far each export has come, and the records that have no store of their own to be read from again. One process writes. Every method throws
 * `StoreUnavailableError` when the storage fails.
 */
export interface ExportStore {
  /** The place of the last record of a source that an export is done with; undefined where it has not begun. */
  position(exportName: string, source: string): number | undefined;
  setPosition(exportName: string, source: string, place: number): void;
  /** Forgets how far exports of other names have come. */
  keepOnly(exportNames: readonly string[]): void;
  append(records: readonly ExportRecord[]): void;
  /** Those behind a place, oldest first. */
  read(after: number, limit: number): readonly PlacedRecord[];
  /** The place of the last record that was appended; 0 where there was none. */
  last(): number;
  /** Deletes what all exports are done with, and beyond `keepAtMost` the oldest. */
  trim(doneUpTo: number, keepAtMost: number): void;
  /** Release the storage. May be called twice. */
  close(): void;
}
