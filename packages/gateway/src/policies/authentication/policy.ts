import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { compileAccepted } from './accepted.ts';
import { type Judgement, judgeFirstShown, type Verified } from './judgement.ts';
import { isOpenTo } from './open.ts';
import { authenticationOptions } from './options.ts';
import { invalidCredential, unavailable } from './refusals.ts';
import { compileRequirement } from './requirement.ts';
import { withholdUnverified } from './withhold.ts';

/**
 * Establishes who calls, from the first of the accepted alternatives that the request carries in full. What does not verify is refused: it
 * falls through neither to another alternative nor to an anonymous call.
 */
export const authentication = definePolicy({
  checkpoint: 'identity',
  options: authenticationOptions,
  compile(options, context) {
    const { alternatives, kinds } = compileAccepted(options, context);
    const required = compileRequirement(alternatives);
    /** Requests whose credentials vouch for a body that is still to be read. */
    const waiting = new WeakMap<PolicyRequest, readonly Verified[]>();

    const accept = (request: PolicyRequest, { principal, verified }: Judgement & { readonly outcome: 'accepted' }) => {
      request.identify(principal);
      withholdUnverified(request, kinds, verified, options.forward);
      const vouching = verified.filter(({ body }) => body !== undefined);
      if (vouching.length === 0) return undefined;
      if (request.declaredBodyBytes === 0) return judgeBody(request, vouching);
      waiting.set(request, vouching);
      return undefined;
    };

    return (operation) => {
      const open = isOpenTo(options, operation);

      const decide = (request: PolicyRequest, judgement: Judgement) => {
        if (judgement.outcome === 'accepted') return accept(request, judgement);
        if (judgement.outcome === 'refused') return judgement.refusal;
        if (!open) return required(request);
        withholdUnverified(request, kinds, [], []);
        return undefined;
      };
      return {
        head: (request) => {
          const judgement = judgeFirstShown(alternatives, request);
          return judgement instanceof Promise ? judgement.then((settled) => decide(request, settled)) : decide(request, judgement);
        },
        body: {
          wanted: (request) => waiting.has(request),
          judge: (request) => judgeBody(request, waiting.get(request) ?? []),
        },
      };
    };
  },
});

/** A credential that vouches for the body holds only once the body has been seen. */
function judgeBody(request: PolicyRequest, verified: readonly Verified[]): Refusal | undefined | Promise<Refusal | undefined> {
  for (const [index, { authenticator, body: check }] of verified.entries()) {
    const fault = check?.(request.body);
    if (fault instanceof Promise) {
      const conclude = (settled: string | undefined) =>
        settled === undefined ? judgeBody(request, verified.slice(index + 1)) : invalidCredential(settled, authenticator.challenge);
      return fault.then(conclude, (error: unknown) => unavailable(`the body cannot be judged: ${(error as Error).message}`));
    }
    if (fault !== undefined) return invalidCredential(fault, authenticator.challenge);
  }
  return undefined;
}
