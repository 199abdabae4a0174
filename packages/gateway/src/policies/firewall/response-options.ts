import { byteSize, duration } from '@airside/domain';
import { z } from 'zod';

import { LARGEST_BODY } from './engine-rules.ts';
import { MOST_ENTRIES } from './exclusion-options.ts';

const TYPES = ['text/*', 'application/json', 'application/*+json', 'application/xml', 'application/*+xml', 'image/svg+xml'];

/** The options that are about responses. */
export const responseOptions = {
  responses: z
    .enum(['off', 'headers', 'bodies'])
    .default('off')
    .describe(
      'Whether rules look at responses (phases 3 and 4): `headers` at status and header fields, `bodies` also at bodies, which are held back until they have been looked at.',
    ),
  maxInspectedResponse: byteSize()
    .refine((bytes) => bytes >= 1 && bytes <= LARGEST_BODY, { error: 'expected at least 1B and at most 256MiB' })
    .prefault('512KiB')
    .describe('Largest body of a response that is held back and looked at, before and after it is decoded. A larger one passes unseen.'),
  maxResponseHold: duration()
    .refine((ms) => ms >= 1 && ms <= 60_000, { error: 'expected at least 1ms and at most 1m' })
    .prefault('1s')
    .describe('Longest time for which the body of a response is held back while it arrives. A slower one passes unseen.'),
  inspectedResponseTypes: z
    .array(
      z.string().regex(/^[a-z0-9.+-]{1,60}\/(?:\*|\*\+[a-z0-9.-]{1,60}|[a-z0-9.+-]{1,60})$/, {
        error: 'expected a media type such as text/html, text/* or application/*+json',
      }),
    )
    .max(MOST_ENTRIES)
    .default(TYPES)
    .describe('Media types of responses whose body is looked at; `*` stands for any. `text/event-stream` never is, because it has no end.'),
};
