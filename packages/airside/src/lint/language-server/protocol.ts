import type { LintRange, LintSeverity } from '@airside/openapi/linting';

/** What is read of a message of JSON-RPC 2.0 before its method is known. */
export interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
}

export const RPC_ERRORS = { parse: -32700, invalid: -32600, unknownMethod: -32601, notInitialized: -32002 } as const;

/** Of the Language Server Protocol (3.17), what is used here. */
export interface Diagnostic {
  readonly range: LintRange;
  readonly severity: 1 | 2 | 3 | 4;
  readonly code: string;
  readonly source: 'airside';
  readonly message: string;
}

export const DIAGNOSTIC_SEVERITIES = { error: 1, warn: 2, info: 3, hint: 4 } as const satisfies Record<
  LintSeverity,
  Diagnostic['severity']
>;

export const CAPABILITIES = {
  // Whole texts are sent on each change: a lint looks at the whole text anyway.
  textDocumentSync: { openClose: true, change: 1 },
  hoverProvider: true,
} as const;

/** The message in a body; undefined where it is none. */
export function messageIn(body: string): Message | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const [id, method] = [field(value, 'id'), field(value, 'method')];
  return {
    ...((typeof id === 'string' || typeof id === 'number') && { id }),
    ...(typeof method === 'string' && { method }),
    params: field(value, 'params'),
  };
}

/** What stands at the end of a path of names and indices; undefined where nothing does. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined),
    value,
  );
}
