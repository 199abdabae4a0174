import { byteSize } from '@airside/domain';
import { z } from 'zod';

import { auditLogOptions } from './audit-log-options.ts';
import { LARGEST_BODY } from './engine-rules.ts';
import { exclusionOptions, MOST_ENTRIES } from './exclusion-options.ts';
import { responseOptions } from './response-options.ts';

/** The options of the firewall policy. */
export const firewallOptions = z
  .strictObject({
    mode: z
      .enum(['block', 'detect', 'off'])
      .default('block')
      .describe('`block` refuses, `detect` lets pass and records what it would have refused, `off` does not look.'),
    crs: z
      .string()
      .min(1)
      .optional()
      .describe('Directory of the OWASP Core Rule Set: `rules/*.conf`, and `crs-setup.conf` or else `crs-setup.conf.example`.'),
    rules: z
      .array(z.string().min(1))
      .max(MOST_ENTRIES)
      .default([])
      .describe(
        'Files with SecLang rules, or patterns such as `rules/*.conf`, loaded after `crs`. Where neither is named, the rules for APIs that come with Airside apply.',
      ),
    paranoia: z
      .int()
      .min(1)
      .max(4)
      .optional()
      .describe('How strict the rules are, 1 to 4. Where absent: 1, or what the setup file of `crs` says.'),
    threshold: z
      .int()
      .min(1)
      .max(10_000)
      .optional()
      .describe('Score from which a request is refused. Where absent: 5, or what the setup file of `crs` says.'),
    exclude: z.array(exclusionOptions).max(MOST_ENTRIES).default([]).describe('Rules that shall not apply, against false alarms.'),
    maxInspectedBody: byteSize()
      .refine((bytes) => bytes >= 1 && bytes <= LARGEST_BODY, { error: 'expected at least 1B and at most 256MiB' })
      .prefault('1MiB')
      .describe(
        'Largest body that is held in memory to be inspected. Images, audio, video, fonts, archives and other binary types are not.',
      ),
    oversized: z
      .enum(['refuse', 'inspect-start'])
      .default('refuse')
      .describe('A larger body is refused, or passes once its beginning has been inspected. `detect` refuses none.'),
    ...responseOptions,
    auditLog: auditLogOptions.optional(),
  })
  .describe(
    'SecLang rules (those of Airside, the OWASP Core Rule Set, your own) that look for attacks in requests, and in responses where asked.',
  );

export type FirewallOptions = z.output<typeof firewallOptions>;
