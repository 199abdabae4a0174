/** What stands in records in the place of a secret: it tells nothing of the value that was there. */
export const REDACTED = '***';
