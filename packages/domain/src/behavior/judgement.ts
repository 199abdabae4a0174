import { z } from 'zod';

import { FEEDBACK } from './incident.ts';
import { subjectSchema } from './subject.ts';

const MOST_ABOUT = 1000;
const MOST_SUBJECTS = 2000;

/**
 * What a person says of a detection or an incident, with all that it means: whoever takes it need not know what was judged any more. There is one at a time of each: a later one takes the place
 * of the one before.
 */
export const judgementSchema = z
  .strictObject({
    of: z.string().max(64).describe('Id of the detection or incident.'),
    feedback: z.enum(FEEDBACK).nullable().describe('Null where nothing is said of it any more: the one before is taken back.'),
    note: z.string().max(2000).nullable(),
    by: z.string().max(400),
    time: z.iso.datetime().describe('Later than that of the one before it.'),
    about: z
      .array(
        z.strictObject({
          indicator: z.string().max(64),
          api: z.string().nullable().describe('Null for what was seen over several APIs, or at none.'),
          subjects: z.array(subjectSchema).max(MOST_SUBJECTS),
        }),
      )
      .max(MOST_ABOUT)
      .describe('Which indicators it was right or wrong of, where, to name whom.'),
  })
  .describe('What a person says of a detection or an incident.');

export type Judgement = Readonly<z.infer<typeof judgementSchema>>;
