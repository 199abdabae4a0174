/** The methods that metrics name (RFC 9110, and PATCH of RFC 5789); all others are `_OTHER`, as the semantic conventions say. */
const METHODS = ['_OTHER', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH', 'QUERY'] as const;
const INDEX = new Map<string, number>(METHODS.map((method, index) => [method, index]));

export const METHOD_COUNT = METHODS.length;

/** A small number for a method; 0 for one that is not named. */
export function methodIndex(method: string): number {
  return INDEX.get(method) ?? 0;
}

export function methodName(index: number): string {
  return METHODS[index] ?? METHODS[0];
}
