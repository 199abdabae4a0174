/** Whether a request header (lower case) carries a key of the caller by its name. */
export function isKeyHeader(name: string): boolean {
  return /(?:^|[-_])(?:api|access|auth|subscription|client)[-_]?(?:key|token|secret)$|^x-(?:token|key|auth)$/.test(name);
}
