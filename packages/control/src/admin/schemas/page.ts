import { type DirectoryKind, type DirectoryRecords, directoryId } from '@airside/domain';
import { z } from 'zod';

const MOST_ON_A_PAGE = 1000;

export const limit = z.coerce.number().pipe(z.int().min(1).max(MOST_ON_A_PAGE)).default(100);

/** Which part of a list is asked for. */
export const pageQuery = z.strictObject({
  limit,
  after: z.base64url().max(1000).exactOptional().describe('The `next` of the page before.'),
});

export type PageQuery = z.infer<typeof pageQuery>;

/** A part of a list; `next` is null at its end. */
export function pageOf<View extends z.ZodType>(view: View) {
  return z.object({ items: z.array(view).readonly(), next: z.string().nullable() });
}

/** The records of one page, sorted by what they are known by; one that comes or goes meanwhile does not move the others. */
export function takePage<Kind extends DirectoryKind>(
  kind: Kind,
  records: readonly DirectoryRecords[Kind][],
  { limit, after }: PageQuery,
): { readonly items: DirectoryRecords[Kind][]; readonly next: string | null } {
  const start = after === undefined ? '' : Buffer.from(after, 'base64url').toString();
  const rest = records
    .map((record) => ({ record, place: `${directoryId({ kind, record })}\n${record.source}` }))
    .filter(({ place }) => place > start)
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ record }) => record),
    next: last === undefined || rest.length === items.length ? null : Buffer.from(last.place).toString('base64url'),
  };
}
