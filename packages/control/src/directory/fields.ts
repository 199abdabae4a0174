import { identifier } from '@airside/domain';
import { z } from 'zod';

import { DirectoryError } from './directory-error.ts';

/** A text that people read: one line, without characters that could disturb a terminal. */
export const text = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, { error: 'expected a text without control characters' });

/** A scope (RFC 6749 section 3.3). */
const scope = z
  .string()
  .max(256)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, { error: 'expected a scope: visible ASCII without quotation mark and backslash' });

export const scopes = z.array(scope).max(1000);
export const names = z.array(identifier()).max(1000);

/** Milliseconds since 1970, up to the year 9999. */
export const instant = z.int().min(0).max(253_402_300_799_999);

/** What a schema makes of a value; a `DirectoryError` where it does not fit. No message repeats a value. */
export function checked<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new DirectoryError('invalid', `${place === '' ? '' : `${place}: `}${(issue?.message ?? 'malformed').slice(0, 300)}`);
}
