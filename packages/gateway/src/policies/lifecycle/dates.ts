const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** A date, as its beginning in UTC, or a time (RFC 3339 section 5.6); undefined for anything else. */
export function dateOf(text: string): Date | undefined {
  if (!DATE.test(text) && !TIME.test(text)) return undefined;
  const date = new Date(text);
  // What is no day of the calendar rolls over to the next month.
  const isReal = !Number.isNaN(date.getTime()) && (!DATE.test(text) || date.toISOString().startsWith(text));
  return isReal ? date : undefined;
}

/** The `Deprecation` field (RFC 9745 section 2): a date of structured fields, in seconds since 1970. */
export function deprecationField(date: Date): string {
  return `@${Math.floor(date.getTime() / 1000)}`;
}

/** The `Sunset` field (RFC 8594 section 3): an HTTP date. */
export function sunsetField(date: Date): string {
  return date.toUTCString();
}
