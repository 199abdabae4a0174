import { z } from 'zod';

export const geography = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .optional()
      .describe('Database of countries by address, in MaxMind format (.mmdb), instead of the one that comes along.'),
    networks: z
      .string()
      .min(1)
      .optional()
      .describe('Database of networks (autonomous systems) by address, in MaxMind format (.mmdb). None comes along.'),
    record: z
      .boolean()
      .default(true)
      .describe('Record country and network of every caller, where they are known; otherwise only where a rule or a metric asks for them.'),
  })
  .describe('Where addresses are.');
