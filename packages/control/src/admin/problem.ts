import { z } from 'zod';

/** What the admin API can answer instead of what was asked for. */
export const ADMIN_PROBLEMS = {
  invalid: { status: 400, title: 'The request is not what the admin API takes' },
  'record-unknown': { status: 404, title: 'There is no such record' },
  'route-unknown': { status: 404, title: 'The admin API has nothing here' },
  'record-taken': { status: 409, title: 'There is such a record already' },
  'record-in-use': { status: 409, title: 'Other records refer to it' },
  'record-in-file': { status: 409, title: 'The record stands in the configuration file' },
  'too-many-records': { status: 409, title: 'There are as many records as can be kept' },
  'too-large': { status: 413, title: 'The request is larger than the admin API takes' },
  'record-invalid': { status: 422, title: 'The record would make no sense' },
  internal: { status: 500, title: 'Airside failed at the request' },
  'store-unavailable': { status: 503, title: 'The store cannot be used now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type AdminProblemName = keyof typeof ADMIN_PROBLEMS;

/** A problem document (RFC 9457). */
export interface AdminProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** What may help. */
  readonly hint?: string;
  /** What is wrong with the body or the query, by JSON pointer. */
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

export const adminProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  hint: z.string().exactOptional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).exactOptional(),
});

export function problem(name: AdminProblemName, detail: string, more: Pick<AdminProblem, 'hint' | 'errors'> = {}): AdminProblem {
  const { status, title } = ADMIN_PROBLEMS[name];
  return { type: `urn:airside:admin-problem:${name}`, title, status, detail, ...more };
}
