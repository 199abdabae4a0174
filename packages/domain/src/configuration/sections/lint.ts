import { z } from 'zod';

export const lint = z
  .strictObject({
    ruleset: z
      .string()
      .min(1)
      .optional()
      .describe('Rule set in the format of Spectral, relative to the configuration file, or a built-in one such as `airside:style-guide`.'),
    waivers: z
      .string()
      .min(1)
      .optional()
      .describe('File of waivers, relative to the configuration file; `.airside-waivers.yaml` where absent.'),
    failSeverity: z
      .enum(['error', 'warn', 'info', 'hint', 'never'])
      .default('error')
      .describe('From this severity of result on, `airside lint` fails.'),
    failScore: z.int().min(0).max(100).default(0).describe('Score below which `airside lint` fails.'),
  })
  .describe('How definitions are linted.');
