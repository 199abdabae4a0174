import { z } from 'zod';

/** Where audit records go. */
export const auditLogOptions = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .describe(
        'File that records are appended to. It is opened by its name for each write: one that was renamed is let go of, and a new one made.',
      ),
    format: z.enum(['json', 'native']).default('json').describe('`json` writes one object a line, `native` the sections of ModSecurity.'),
    parts: z
      .string()
      .regex(/^(?!.*(.).*\1)[BCEFHIJ]+$/, { error: 'expected letters out of BCEFHIJ, each once' })
      .default('BFH')
      .describe(
        'What a record holds beside the request line: header fields of the request (`B`) and of the response (`F`), what rules said (`H`), ' +
          'bodies of request (`C`, `I`) and response (`E`), names of uploaded files (`J`). Rules may ask for more.',
      ),
  })
  .describe(
    'A record of each request that a rule with `auditlog` matched, for tools that read audit logs. Header fields that carry credentials are written without their values.',
  );

export type AuditLogOptions = z.output<typeof auditLogOptions>;
