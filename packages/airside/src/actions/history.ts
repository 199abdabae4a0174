import { auditView } from '@airside/control';
import { z } from 'zod';

import { ask, withQuery } from '../admin/ask.ts';
import type { OutputOptions } from '../admin/records.ts';
import { columns, printable } from '../terminal.ts';

export interface HistoryOptions extends OutputOptions {
  readonly kind?: string;
  readonly id?: string;
  readonly limit: number;
}

/** Prints who changed which record, and what: oldest first. */
export async function printHistory(options: HistoryOptions): Promise<void> {
  const { kind, id, limit } = options;
  const path = withQuery('/v1/history', { kind, id, limit });
  const { items } = await ask(options, { method: 'GET', path }, z.object({ items: z.array(auditView) }));
  const oldestFirst = items.toReversed();
  if (options.json === true) {
    for (const item of oldestFirst) process.stdout.write(`${JSON.stringify(item)}\n`);
    return;
  }
  const rows = oldestFirst.map(({ timeMs, actor, action, id, before, after }) => {
    return [new Date(timeMs).toISOString(), printable(actor), action, printable(id), printable(difference(before, after))];
  });
  process.stdout.write(rows.length === 0 ? 'no change is on record\n' : `${columns([['time', 'by', 'action', 'id', 'what'], ...rows])}\n`);
}

type Fields = Readonly<Record<string, unknown>> | null;

/** The fields in which a record differs from what it was before: `name: "a" → "b"`. */
function difference(before: Fields, after: Fields): string {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((name) => name !== 'id');
  const differing = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
  return differing
    .map((name) => `${name}: ${text(before, name)}${before === null || after === null ? '' : ` → ${text(after, name)}`}`)
    .join(', ');

  function text(fields: Fields, name: string): string {
    const value = (before === null ? after : fields)?.[name];
    return value === undefined ? 'none' : JSON.stringify(value);
  }
}
