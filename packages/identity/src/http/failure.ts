/** Why a request to another server failed, for a record: its message, or what it means that there is none. */
export function describeFailure(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'cannot be read';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no complete answer within ${timeoutMs} ms`;
  // An attempt on several addresses fails with an error that has a code but no message.
  return error.message === '' ? `cannot be read (${'code' in error ? String(error.code) : error.name})` : error.message;
}
