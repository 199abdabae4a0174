import { z } from 'zod';

export const MOST_ENTRIES = 100;

/** An entry of `exclude`. */
export const exclusionOptions = z
  .strictObject({
    rules: z
      .array(
        z.union([
          z.int().min(1),
          z.string().regex(/^\d{1,15}(-\d{1,15})?$/, { error: 'expected the id of a rule, or a range such as 942100-942199' }),
        ]),
      )
      .max(MOST_ENTRIES)
      .default([])
      .describe('Ids of rules, and ranges of ids such as `942100-942199`.'),
    tags: z
      .array(z.string().regex(/^[A-Za-z0-9_.:/-]{1,100}$/, { error: 'expected a tag such as attack-sqli' }))
      .max(MOST_ENTRIES)
      .default([])
      .describe('Rules that have one of these tags, such as `attack-sqli`.'),
    parameters: z
      .array(
        z.string().regex(/^(?=.{1,100}$)(?:[A-Za-z0-9_[\]-]+|\*)?(?:\.(?:[A-Za-z0-9_[\]-]+|\*)?)*$/, {
          error: 'expected the name of a parameter, such as comment or order.note; items.*.note is one in every entry of a list',
        }),
      )
      .max(MOST_ENTRIES)
      .default([])
      .describe(
        'Parameters of query and body that the rules shall not look at, such as `order.note`; `items.*.note` in every entry of a list.',
      ),
    headers: z
      .array(z.string().regex(/^[A-Za-z0-9!#$&^_.~-]{1,100}$/, { error: 'expected the name of a header field, such as User-Agent' }))
      .max(MOST_ENTRIES)
      .default([])
      .describe('Header fields of the request that the rules shall not look at.'),
    cookies: z
      .array(z.string().regex(/^[A-Za-z0-9!#$&^_.~-]{1,100}$/, { error: 'expected the name of a cookie' }))
      .max(MOST_ENTRIES)
      .default([])
      .describe('Cookies that the rules shall not look at.'),
    path: z
      .boolean()
      .default(false)
      .describe(
        'The rules shall not look at the path. Where none of `parameters`, `headers`, `cookies` and `path` is given, they are left out altogether.',
      ),
    operations: z
      .array(z.string().min(1).max(300))
      .max(MOST_ENTRIES)
      .default([])
      .describe('On these operations only; on all where absent.'),
  })
  .refine(({ rules, tags }) => rules.length + tags.length > 0, { error: 'expected `rules` or `tags`: what is to be left out' })
  .describe('Rules that shall not apply: at all, to some parts of the request, or on some operations. `airside waf tune` proposes such.');

export type ExclusionOptions = z.output<typeof exclusionOptions>;
