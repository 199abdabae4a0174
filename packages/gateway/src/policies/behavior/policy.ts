import { byteSize, compileAllowList } from '@airside/domain';
import { z } from 'zod';

import { definePolicy, type OperationJudges, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { secretFieldsOf } from '../../record/secret-fields.ts';
import type { Entry } from '../../sanctions/entry.ts';
import { fittingEarly, fittingLate } from '../../sanctions/fitting.ts';
import { MessageTap } from '../recording/message-tap.ts';
import { perSecond } from './budget.ts';
import { carryOut, isAllowed } from './judge-sanctions.ts';

const LARGEST_BODY = 256 * 1024;

/**
 * What was decided about callers because of how they behave, carried out: a look-up by the names of the caller. Addresses, networks and sessions
 * are asked about first of all, the rest as soon as it is known who calls. Who is on the allow list is never hit.
 */
export const behavior = definePolicy({
  checkpoint: 'connection',
  options: z
    .strictObject({
      sanctions: z
        .enum(['enforce', 'report', 'off'])
        .default('enforce')
        .describe('Blocks, throttles and demands for a second proof: carried out, only recorded as what they would have done, or ignored.'),
      bodies: z
        .boolean()
        .default(true)
        .describe(
          'Let the behaviour engine see the bodies of requests and answers, without the secrets in them: parameters, and which objects were handed to whom. They are not kept, unless `recording` says so.',
        ),
      maxBody: byteSize()
        .refine((bytes) => bytes <= LARGEST_BODY, { error: 'expected at most 256KiB' })
        .prefault('8KiB')
        .describe('Largest body that it sees, of each request and of each answer, at most 256 KiB. Larger ones it does not see at all.'),
      bodiesPerSecond: z
        .int()
        .min(1)
        .max(1_000_000)
        .default(500)
        .describe(
          'Of so many requests a second at most, in each worker: to take the secrets out of a kilobyte costs about as much as half of all else that is done for a request.',
        ),
    })
    .describe('What is done to callers because of how they behave.'),
  compile({ sanctions: mode, bodies, maxBody, bodiesPerSecond }, { apiId, api, definition, services, configuration, once }) {
    const seen = { bodies: 'text', maxBody, secretFields: new Set(secretFieldsOf(api, definition)), isForEngineOnly: true } as const;
    const hasBudget = perSecond(bodiesPerSecond);
    const watching = bodies && configuration.behavior.enabled ? { tap: () => (hasBudget() ? new MessageTap(seen) : undefined) } : {};
    if (mode === 'off') return () => watching;
    const { sanctions, rateLimiter } = services;
    const allowed = once('behavior allow list', () => compileAllowList(configuration.behavior.responses.allow));
    const terms = { rateLimiter, onlyReport: mode === 'report' };
    /** Requests that fall under a sanction by their address, and may come from somebody on the allow list: who it is decides. */
    const postponed = new WeakMap<PolicyRequest, readonly Entry[]>();

    const early = (request: PolicyRequest) => {
      const entries = fittingEarly(sanctions, request, apiId);
      if (entries === undefined || isAllowed(allowed, request)) return undefined;
      // Whoever is asked to step up has to be known first.
      const awaits = allowed.namesPrincipals || entries.some(({ action }) => action === 'stepUp');
      if (!awaits) return carryOut(entries, request, terms);
      postponed.set(request, entries);
      return undefined;
    };
    const late = (request: PolicyRequest) => {
      const before = postponed.get(request);
      const entries = fittingLate(sanctions, request, apiId);
      if (before === undefined && entries === undefined) return undefined;
      postponed.delete(request);
      if (isAllowed(allowed, request)) return undefined;
      return carryOut([...(before ?? []), ...(entries ?? [])], request, terms);
    };
    /** A credential that is refused must not tell a blocked caller more than one that is not. */
    const instead = (request: PolicyRequest): Refusal | undefined => {
      const entries = postponed.get(request);
      if (entries === undefined) return undefined;
      postponed.delete(request);
      const outcome = carryOut(
        entries.filter(({ action }) => action !== 'stepUp'),
        request,
        terms,
      );
      return outcome instanceof Promise ? undefined : outcome;
    };

    const judges: OperationJudges = {
      ...watching,
      isQuiet: true,
      head: early,
      instead,
      elsewhere: [{ checkpoint: 'access', isQuiet: true, head: late }],
    };
    return () => judges;
  },
});
