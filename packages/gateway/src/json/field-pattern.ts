import { z } from 'zod';

/** One step of a pattern: a name (folded), any member or item, or any number of steps. */
export const ANY = Symbol('*');
export const DEEP = Symbol('**');
export type PatternStep = string | typeof ANY | typeof DEEP;

export const fieldPattern = z
  .string()
  .max(1000)
  .regex(/^(\/([^~/]|~[01])*)+$/, { error: 'expected a JSON pointer such as /card, /orders/*/card or /**/password' })
  .refine((pattern) => !pattern.endsWith('/**'), { error: 'expected a name or * after **' })
  .refine((pattern) => pattern.split('/**').length <= 4, { error: 'expected ** no more than three times' });
