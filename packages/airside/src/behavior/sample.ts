import { type Exchange, exchangeSchema } from '@airside/domain';
import { z } from 'zod';

import { exchangeOfRaw } from './raw-exchange.ts';

/** One labelled exchange. */
export interface Sample {
  readonly exchange: Exchange;
  readonly isAttack: boolean;
  readonly category: string;
  readonly session: string | undefined;
  /** Only the bytes of the request are known: not who called, when, and what came of it. */
  readonly isRaw: boolean;
}

const label = z.union([z.literal(0), z.literal(1)]).optional();
const text = z.union([z.string(), z.number()]).optional();
const marks = z.object({ label, category: text, cat: text, session: text });
const raw = marks.extend({ raw: z.base64(), id: text });

const UNLABELLED = 'attack';

/**
 * Reads one line: an exchange with `label` (0 or 1; 0 where absent), `category` or `cat`, and `session` beside its members, or a whole request as
 * `{"raw": base64, "label", "id", "cat"}`. Throws an Error that says what is expected.
 */
export function parseSample(line: string, number: number): Sample {
  const value = parsed(line);
  if ('raw' in value) {
    const { data, error } = raw.safeParse(value);
    if (data === undefined) throw new Error(`expected {"raw": base64, "label": 0 or 1, "id", "cat"}: ${firstIssue(error)}`);
    return { exchange: exchangeOfRaw(Buffer.from(data.raw, 'base64'), String(data.id ?? number), number), isRaw: true, ...marksOf(data) };
  }
  const { label: given, category, cat, session, ...rest } = value;
  const own = marks.safeParse({ label: given, category, cat, session });
  if (own.data === undefined)
    throw new Error(`expected "label" to be 0 or 1, "category" and "session" to be texts: ${firstIssue(own.error)}`);
  const { data, error } = exchangeSchema.safeParse(rest);
  if (data === undefined) throw new Error(`this is no exchange: ${firstIssue(error)}`);
  return { exchange: data, isRaw: false, ...marksOf(own.data) };
}

function parsed(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error('this is no JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error('expected a JSON object: an exchange, or {"raw": base64}');
}

function marksOf({ label: given, category, cat, session }: z.output<typeof marks>): Omit<Sample, 'exchange' | 'isRaw'> {
  const name = category ?? cat;
  return {
    isAttack: given === 1,
    category: name === undefined ? UNLABELLED : String(name),
    session: session === undefined ? undefined : String(session),
  };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'it does not fit' : `${issue.path.length === 0 ? '' : `${issue.path.join('.')}: `}${issue.message}`;
}
