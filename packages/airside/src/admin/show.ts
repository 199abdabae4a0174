import { columns, printable } from '../terminal.ts';
import { span } from './span.ts';

/** Prints the entries of a list as they come: one JSON object a line, or as a table. */
export async function printList<View extends object>(
  views: AsyncIterable<View>,
  {
    json,
    header,
    row,
    empty,
  }: {
    readonly json: boolean | undefined;
    readonly header: readonly string[];
    readonly row: (view: View) => readonly string[];
    readonly empty: string;
  },
): Promise<void> {
  const rows: (readonly string[])[] = [];
  for await (const view of views) {
    if (json === true) process.stdout.write(`${JSON.stringify(view)}\n`);
    else rows.push(row(view).map(printable));
  }
  if (json === true) return;
  process.stdout.write(rows.length === 0 ? `${empty}\n` : `${columns([header, ...rows])}\n`);
}

export async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** A record with the names of its fields, one a line; what was never set is not there. */
export function recordText(record: object): string {
  return columns(Object.entries(record).map(([name, value]) => [wordsOf(name), printable(valueText(name, value))]));
}

/** A time as people and scripts read it (RFC 3339); `-` where there is none. */
export function timeText(atMs: number | undefined): string {
  return atMs === undefined ? '-' : new Date(atMs).toISOString();
}

/** `expiresAtMs` as `expires at`. */
function wordsOf(name: string): string {
  return name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(name: string, value: unknown): string {
  if (name.endsWith('AtMs')) return timeText(Number(value));
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object' || value === null) return String(value);
  return 'requests' in value ? allowanceText(value as Allowance) : JSON.stringify(value);
}

interface Allowance {
  readonly requests: number;
  readonly windowMs: number;
  readonly burst?: number;
}

/** Such as `600/1m (burst 50)`. */
export function allowanceText({ requests, windowMs, burst }: Allowance): string {
  return `${requests}/${span(windowMs)}${burst === undefined ? '' : ` (burst ${burst})`}`;
}
