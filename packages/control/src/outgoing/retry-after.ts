const MOST_SECONDS = 24 * 60 * 60;

/** How long a `Retry-After` field asks to wait (RFC 9110 section 10.2.3): seconds, or a date. Undefined where it says nothing of use. */
export function retryAfterMs(field: string | undefined, nowMs: number): number | undefined {
  if (field === undefined) return undefined;
  if (/^\d{1,9}$/.test(field)) return Math.min(Number(field), MOST_SECONDS) * 1000;
  const atMs = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(field) ? Date.parse(field) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.min(Math.max(0, atMs - nowMs), MOST_SECONDS * 1000);
}
