import { isInForce } from '../../conditions/exceptions.ts';
import { editJson } from '../../json/edit.ts';
import { askForTheWhole, forgetBody, isSuccess, keepPrivate, obstacleOf, readResponse, withheld } from '../../json/json-response.ts';
import { isJsonType } from '../../json/read-json.ts';
import type { Hold, PolicyRequest, PolicyResponse, ResponseJudges } from '../../pipeline/policy.ts';
import type { FieldRule } from './field-rules.ts';

/**
 * Takes fields out of JSON responses that the caller may not see, or covers them; all else of the body stays as it is. A response that should be
 * looked into and cannot be is withheld. Of responses that are no success, those that are not JSON pass: pages of errors, redirects.
 */
export function responseJudges(
  rules: readonly FieldRule[],
  hold: Hold,
): { readonly judges: ResponseJudges; onRequest(request: PolicyRequest): void } {
  /** What is closed to the caller, decided once: the time must not decide otherwise when the answer comes. */
  const closed = new WeakMap<PolicyRequest, readonly FieldRule[]>();
  const isConcerned = (request: PolicyRequest, response: PolicyResponse) =>
    closed.has(request) && response.declaredBodyBytes !== 0 && (isSuccess(response) || isJsonType(response.header('content-type')));

  return {
    onRequest: (request) => {
      const inForce = rules.filter((rule) => isInForce(rule, request));
      if (inForce.length === 0) return;
      closed.set(request, inForce);
      askForTheWhole(request);
    },
    judges: {
      head: (request, response) => {
        keepPrivate(response);
        if (closed.has(request) && response.declaredBodyBytes === 0) forgetBody(response);
        const obstacle = isConcerned(request, response) ? obstacleOf(response, hold) : undefined;
        return obstacle === undefined ? undefined : withheld(obstacle);
      },
      body: {
        changes: true,
        hold: (request, response) => (isConcerned(request, response) ? hold : undefined),
        judge: (request, response) => {
          if (response.body.length === 0) return undefined;
          const json = readResponse(response, hold);
          if ('fault' in json) return withheld(json.fault);
          const { text } = editJson(
            json.text,
            (closed.get(request) ?? []).map(({ fields }) => fields),
          );
          if (text !== undefined) response.replaceBody(Buffer.from(text));
          return undefined;
        },
        missed: (_request, reason) => withheld(reason),
      },
    },
  };
}
