import type { ExchangeFilter } from '../store.ts';

/** An SQL condition with its parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The fields that are compared as they are, and where the table keeps them. */
const EQUAL = ['api', 'operation', 'consumer', 'problem', 'address'] as const satisfies readonly (keyof ExchangeFilter)[];

/** What a filter asks for, one condition each. Nothing of a filter's text enters the SQL. Throws `RangeError` for a bad status or time. */
export function filterConditions(filter: ExchangeFilter): Condition[] {
  const conditions: Condition[] = [];
  for (const field of EQUAL) {
    const value = filter[field];
    if (value !== undefined) conditions.push({ sql: `${field} = ?`, parameters: [value] });
  }
  if (filter.status !== undefined) conditions.push(statusCondition(filter.status));
  if (filter.since !== undefined) conditions.push({ sql: 'time >= ?', parameters: [instant(filter.since)] });
  if (filter.until !== undefined) conditions.push({ sql: 'time < ?', parameters: [instant(filter.until)] });
  return conditions;
}

/** All of the conditions as a WHERE clause; empty text where there is none. */
export function allOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.length === 0 ? '' : ` WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`,
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}

/** Milliseconds since 1970 of an RFC 3339 time. Throws `RangeError` for anything else. */
export function instant(time: string): number {
  const milliseconds = RFC_3339.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(milliseconds))
    throw new RangeError(`expected a time such as 2026-01-31T08:00:00Z (RFC 3339), found ${JSON.stringify(time.slice(0, 64))}`);
  return milliseconds;
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function statusCondition(status: number | string): Condition {
  if (typeof status === 'number' && Number.isSafeInteger(status)) return { sql: 'status = ?', parameters: [status] };
  const hundreds = typeof status === 'string' && /^[1-5]xx$/.test(status) ? Number(status[0]) * 100 : undefined;
  if (hundreds === undefined) throw new RangeError(`expected a status such as 404 or 4xx, found ${JSON.stringify(status).slice(0, 64)}`);
  return { sql: 'status BETWEEN ? AND ?', parameters: [hundreds, hundreds + 99] };
}
