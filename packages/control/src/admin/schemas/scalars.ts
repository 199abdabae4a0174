import { z } from 'zod';

const MOST_ADDRESSES = 1000;

/** Addresses and networks (CIDR). */
export const addresses = z
  .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'expected an address or a network such as 10.0.0.0/8' }))
  .max(MOST_ADDRESSES);

/** Client ids are chosen by identity providers: any visible text (RFC 6749 appendix A.1). */
export const clientId = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x20-\x7e]+$/, { error: 'expected visible ASCII' });
