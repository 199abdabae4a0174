import { duration } from '@airside/domain';
import { type DefinitionDocument, type Operation, parsePointer, valueAt } from '@airside/openapi';
import { z } from 'zod';

const MOST_LIMITS = 20;
const LARGEST_BODY = 2 ** 40;

const limit = z.object({
  counts: z.enum(['requests', 'objects']).default('requests'),
  limit: z.int().min(1).max(1_000_000_000),
  window: duration(),
});

const extensions = z.object({
  'x-airside-limits': z.array(limit).max(MOST_LIMITS).default([]),
  'x-airside-unknown-query': z.enum(['reject', 'ignore']).default('ignore'),
  'x-airside-max-body': z.int().min(0).max(LARGEST_BODY).optional(),
});

/** So many requests, or different objects in the path, of one caller in so much time. */
export type ProfiledLimit = Readonly<z.infer<typeof limit>>;

/** What a profile says of an operation beyond OpenAPI. */
export interface ProfileTerms {
  readonly limits: readonly ProfiledLimit[];
  readonly unknownQuery: 'reject' | 'ignore';
  /** In bytes; undefined for any. */
  readonly maxBody: number | undefined;
}

/** The extensions of an operation, or what is wrong with them. */
export function termsOf(
  document: DefinitionDocument,
  { pointer }: Operation,
): ProfileTerms | { readonly problem: string; readonly at: string } {
  const { data, error } = extensions.safeParse(valueAt(document, parsePointer(pointer) ?? []));
  if (data !== undefined) {
    return {
      limits: data['x-airside-limits'],
      unknownQuery: data['x-airside-unknown-query'],
      maxBody: data['x-airside-max-body'],
    };
  }
  const [issue] = error.issues;
  return { problem: issue?.message ?? 'it does not fit', at: `${pointer}/${(issue?.path ?? []).join('/')}` };
}
