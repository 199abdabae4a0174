/** A media type as `typ` may write it, in one spelling: lower case, and the `application/` that may be left out left out (RFC 7515 section 4.1.9). */
export function normalizeType(typ: string): string {
  const lower = typ.toLowerCase();
  const rest = lower.startsWith(PREFIX) ? lower.slice(PREFIX.length) : lower;
  // With another slash in it, the prefix was not left out but the type is a different one.
  return rest.includes('/') ? lower : rest;
}

const PREFIX = 'application/';
