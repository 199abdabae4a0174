import type { CsvRecord } from './csv-records.ts';
import { type Sample, sampleOf } from './sample.ts';

const RAW = ['raw'];
const VALUES = ['payload', 'value', 'parameter', 'text'];
const LABELS = ['label', 'class', 'is_attack'];
const CATEGORIES = ['category', 'cat', 'attack_type', 'type'];

/** Reads the rows of a table of single values, or of whole requests in base64. The first row names the columns. Throws an Error that says what is expected. */
export class CsvSamples {
  #columns: ReturnType<typeof columnsOf> | undefined;

  /** Undefined for the row of the names. */
  read({ cells }: CsvRecord, number: number, before: number): Sample | undefined {
    if (this.#columns === undefined) {
      this.#columns = columnsOf(cells);
      return undefined;
    }
    const { raw, value, label, category, session } = this.#columns;
    const marks = { label: cells[label], category: cells[category], session: cells[session] };
    const text = cells[value] ?? '';
    return sampleOf(
      raw === -1 ? { method: 'GET', path: '/', query: `value=${encoded(text)}`, ...marks } : { raw: cells[raw], ...marks },
      number,
      before,
    );
  }
}

function columnsOf(cells: readonly string[]) {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const column = (wanted: readonly string[]): number => names.findIndex((name) => wanted.includes(name));
  const columns = {
    raw: column(RAW),
    value: column(VALUES),
    label: column(LABELS),
    category: column(CATEGORIES),
    session: column(['session']),
  };
  if ((columns.raw === -1 && columns.value === -1) || columns.label === -1) {
    throw new Error(
      `expected NDJSON, or a table in CSV with a column "payload" (values) or "raw" (requests in base64) and a column "label"; found the columns ${names.slice(0, 10).join(', ').slice(0, 200)}`,
    );
  }
  return columns;
}

/** Percent-encoded; half of a pair of UTF-16 becomes a replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
