import { z } from 'zod';

export const group = z
  .strictObject({ name: z.string().optional().describe('What people call it.') })
  .describe('A group of consumers, for access rules to name. Membership stands at the consumer.');
