import type { Definition, Operation, RequestHead } from '@airside/openapi';

import { checkOperationNames } from '../../conditions/check-names.ts';
import { type ApiContext, definePolicy, type OperationJudges, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import type { LimitJudge } from './limit-judge.ts';
import { limitJudge } from './limit-judge.ts';
import { type ProfileOptions, profileOptions } from './options.ts';
import { profileOptionsFor } from './options-for.ts';
import { profiledOperations } from './profiled-operations.ts';
import { type ProfileJudges, profileJudges } from './request-judges.ts';
import { type ProfileTerms, termsOf } from './terms.ts';

type Mode = ProfileOptions['mode'];

/** All that is asked of requests to one operation of a profile. */
interface Profiled {
  readonly mode: Mode;
  readonly limitMode: Mode;
  readonly judges: ProfileJudges;
  readonly limits: readonly LimitJudge[];
}

/** What was learned of requests and chosen to be enforced: how they look, and how many there are. */
export const profile = definePolicy({
  checkpoint: 'behavior',
  options: profileOptions,
  compile(options, context) {
    for (const [index, entry] of options.operations.entries()) checkOperationNames(entry, context, ['operations', index]);
    const { profile: known } = context;
    if (known === undefined) return () => undefined;
    const place = options.inline === undefined ? 'file' : 'inline';
    const profiles = new Map<Operation, Profiled>();
    for (const operation of known.operations) {
      const terms = termsOf(known.document, operation);
      if ('problem' in terms) context.problem([place], { message: `${terms.at}: ${terms.problem}` });
      else profiles.set(operation, profiled(known, operation, terms, options, context));
    }
    const find = profiledOperations(known, context);
    return (operation) => {
      const { found, only } = find(operation) ?? {};
      if (found === undefined) return undefined;
      const concerned = only === undefined ? [...profiles.values()] : [profiles.get(only)].filter((each) => each !== undefined);
      if (concerned.every(({ mode, limitMode }) => mode === 'off' && limitMode === 'off')) return undefined;
      const profileOf = (request: PolicyRequest): readonly [Profiled, RequestHead] | undefined => {
        const match = found(request);
        const own = match && profiles.get(match.operation);
        return own === undefined ? undefined : [own, match?.head ?? request];
      };
      return judgesOf(
        profileOf,
        concerned.every(({ mode, limitMode }) => mode !== 'enforce' && limitMode !== 'enforce'),
      );
    };
  },
});

function profiled(known: Definition, operation: Operation, terms: ProfileTerms, options: ProfileOptions, context: ApiContext): Profiled {
  const chosen = chosenFor(known, operation, options, context);
  return {
    mode: chosen.mode,
    limitMode: chosen.limits ?? chosen.mode,
    judges: profileJudges(known, operation, terms, chosen),
    limits: terms.limits.map((limit) =>
      limitJudge(`${context.apiId} ${operation.id} ${limit.counts} ${limit.window}`, limit, context.services.rateLimiter),
    ),
  };
}

/** An entry may be about an operation by the name that the API's definition has for it. */
function chosenFor(known: Definition, operation: Operation, options: ProfileOptions, { apiId, definition }: ApiContext): ProfileOptions {
  const own = definition?.operations.find(({ method, template }) => method === operation.method && template === operation.template);
  return profileOptionsFor(options, { apiId, definition: definition ?? known }, own ?? operation);
}

function judgesOf(profileOf: (request: PolicyRequest) => readonly [Profiled, RequestHead] | undefined, observes: boolean): OperationJudges {
  const settle = (request: PolicyRequest, mode: Mode, refusal: Refusal | undefined): Refusal | undefined => {
    if (refusal === undefined || mode === 'enforce') return refusal;
    request.report(refusal.reason);
    return undefined;
  };
  const judgeLimits = async (request: PolicyRequest, { limits, limitMode }: Profiled, from: number): Promise<Refusal | undefined> => {
    for (const limit of limits.slice(from)) {
      const refusal = settle(request, limitMode, await limit(request));
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
  return {
    observes,
    isQuiet: true,
    head(request) {
      const found = profileOf(request);
      if (found === undefined) return undefined;
      const [own, head] = found;
      const { mode, limitMode, judges, limits } = own;
      if (mode === 'enforce' && request.declaredBodyBytes === undefined) {
        const most = judges.largestBody(request);
        if (most !== undefined) request.limitBody(most);
      }
      const refusal = mode === 'off' ? undefined : settle(request, mode, judges.head(request, head));
      if (refusal !== undefined || limitMode === 'off') return refusal;
      for (const [index, limit] of limits.entries()) {
        const limited = limit(request);
        if (limited instanceof Promise) {
          return limited.then((verdict) => settle(request, limitMode, verdict) ?? judgeLimits(request, own, index + 1));
        }
        const settled = settle(request, limitMode, limited);
        if (settled !== undefined) return settled;
      }
      return undefined;
    },
    body: {
      wanted(request) {
        const [own] = profileOf(request) ?? [];
        return own !== undefined && own.mode !== 'off' && own.judges.wantsBody(request);
      },
      judge(request) {
        const [own] = profileOf(request) ?? [];
        return own === undefined || own.mode === 'off' || !own.judges.wantsBody(request)
          ? undefined
          : settle(request, own.mode, own.judges.body(request));
      },
    },
  };
}
