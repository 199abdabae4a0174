import { byteSize } from '@airside/domain';
import { z } from 'zod';

const MOST_ENTRIES = 100;

/** What the firewall does for an API that names no rules. There are none built in yet; `block` is meant to stand here once there are. */
const MODE_WITHOUT_RULES: 'block' | 'detect' | 'off' = 'off';

const exclusion = z
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
      .array(z.string().regex(/^[A-Za-z0-9_./-]{1,100}$/, { error: 'expected a tag such as attack-sqli' }))
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
      .describe('Header fields that the rules shall not look at.'),
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

/** The options of the firewall policy. */
export const firewallOptions = z
  .strictObject({
    mode: z
      .enum(['block', 'detect', 'off'])
      .optional()
      .describe(
        '`block` refuses, `detect` lets pass and records. Where absent: `block` where `crs` or `rules` are named, `off` elsewhere.',
      ),
    crs: z
      .string()
      .min(1)
      .optional()
      .describe('Directory of the OWASP Core Rule Set: `rules/*.conf`, and `crs-setup.conf` or else `crs-setup.conf.example`.'),
    rules: z
      .array(z.string().min(1))
      .max(MOST_ENTRIES)
      .default([])
      .describe('Files with SecLang rules of your own, or patterns such as `rules/*.conf`, loaded after `crs`.'),
    paranoia: z.int().min(1).max(4).optional().describe('Paranoia level of the Core Rule Set; what its setup file says where absent.'),
    threshold: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('Inbound anomaly score from which the Core Rule Set refuses; what its setup file says where absent.'),
    exclude: z.array(exclusion).max(MOST_ENTRIES).default([]).describe('Rules that shall not apply, against false alarms.'),
    maxInspectedBody: byteSize()
      .refine((bytes) => bytes >= 1 && bytes <= 2 ** 28, { error: 'expected at least 1B and at most 256MiB' })
      .prefault('1MiB')
      .describe(
        'Largest body that is held in memory to be inspected. Images, audio, video, fonts, archives and other binary types are not.',
      ),
    oversized: z
      .enum(['refuse', 'inspect-start'])
      .default('refuse')
      .describe('A larger body is refused, or passes once its beginning has been inspected. `detect` refuses none.'),
  })
  .describe('SecLang rules (ModSecurity, OWASP Core Rule Set) that look for attacks in the request. Responses are not inspected yet.');

export type FirewallOptions = z.output<typeof firewallOptions>;

/** What the firewall does on an API with these options. */
export function firewallMode(options: FirewallOptions): 'block' | 'detect' | 'off' {
  return options.mode ?? (namesRules(options) ? 'block' : MODE_WITHOUT_RULES);
}

/** Whether there are rules to apply at all. */
export function namesRules({ crs, rules }: FirewallOptions): boolean {
  return crs !== undefined || rules.length > 0;
}
