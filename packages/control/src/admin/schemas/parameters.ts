import { identifier } from '@airside/domain';
import { z } from 'zod';

import { clientId } from './scalars.ts';

/** The parameters of paths. */
export const byId = z.object({ id: identifier() });
export const byIssuerAndClient = z.object({ issuer: identifier(), clientId });
