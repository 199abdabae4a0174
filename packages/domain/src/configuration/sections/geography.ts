import { z } from 'zod';

export const geography = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .optional()
      .describe('Database of countries by address, in MaxMind format (.mmdb), instead of the one that comes along.'),
  })
  .describe('Where addresses are. Opened only where a rule asks for countries.');
