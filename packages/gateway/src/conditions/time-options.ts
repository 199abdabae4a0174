import { z } from 'zod';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const HOURS = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

const instant = z.iso.datetime({ offset: true });

export const timeOptions = z
  .strictObject({
    days: z.array(z.enum(DAYS)).min(1).max(7).optional().describe('Days of the week.'),
    hours: z
      .string()
      .regex(HOURS, { error: 'expected hours such as 08:00-18:00' })
      .refine((hours) => hours.slice(0, 5) !== hours.slice(6), { error: 'expected an end that differs from the start' })
      .optional()
      .describe('From the first time on, until before the second; `22:00-06:00` goes over midnight.'),
    zone: z
      .string()
      .refine(isZone, { error: 'expected a time zone such as Europe/Berlin or UTC' })
      .default('UTC')
      .describe('Time zone (IANA) of days and hours.'),
    from: instant.optional().describe('Not before this time (RFC 3339).'),
    until: instant.optional().describe('Before this time (RFC 3339).'),
  })
  .describe('When the call comes.');

export type TimeOptions = z.output<typeof timeOptions>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
