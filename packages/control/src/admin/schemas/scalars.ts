import { z } from 'zod';

/** Client ids are chosen by identity providers: any visible text (RFC 6749 appendix A.1). */
export const clientId = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x20-\x7e]+$/, { error: 'expected visible ASCII' });
