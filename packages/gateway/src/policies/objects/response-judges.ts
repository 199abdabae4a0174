import type { Edit, JsonValue } from '@airside/openapi';

import { editJson } from '../../json/edit.ts';
import { askForTheWhole, forgetBody, isSuccess, keepPrivate, obstacleOf, readResponse, withheld } from '../../json/json-response.ts';
import { lookUp } from '../../json/lookup.ts';
import { selectionOf } from '../../json/selection.ts';
import type { Hold, PolicyRequest, PolicyResponse, Refusal, ResponseJudges } from '../../pipeline/policy.ts';
import type { ObjectRule, ResponseOwner } from './object-rule.ts';
import { owns } from './owner.ts';
import { objectRefusal } from './refusal.ts';

type RulesFor = (request: PolicyRequest) => readonly ObjectRule[];
type Remaining = readonly (readonly [steps: readonly string[], edit: Edit])[];

/** Whether the objects in successful answers are the caller's own. An answer that does not say so, or not in JSON, is withheld. */
export function responseJudges(
  rulesFor: RulesFor,
  hold: Hold,
): { readonly judges: ResponseJudges; onRequest(request: PolicyRequest): void } {
  const inForce = (request: PolicyRequest) => rulesFor(request).some(({ response }) => response !== undefined);
  const isConcerned = (request: PolicyRequest, response: PolicyResponse) =>
    response.declaredBodyBytes !== 0 && isSuccess(response) && inForce(request);
  return {
    onRequest: (request) => {
      if (inForce(request)) askForTheWhole(request);
    },
    judges: {
      head: (request, response) => {
        keepPrivate(response);
        if (response.declaredBodyBytes === 0 && inForce(request)) forgetBody(response);
        const obstacle = isConcerned(request, response) ? obstacleOf(response, hold) : undefined;
        return obstacle === undefined ? undefined : withheld(obstacle);
      },
      body: {
        changes: true,
        hold: (request, response) => (isConcerned(request, response) ? hold : undefined),
        judge: (request, response) => judge(rulesFor(request), hold, request, response),
        missed: (_request, reason) => withheld(reason),
      },
    },
  };
}

function judge(rules: readonly ObjectRule[], hold: Hold, request: PolicyRequest, response: PolicyResponse): Refusal | undefined {
  if (response.body.length === 0) return undefined;
  const json = readResponse(response, hold);
  if ('fault' in json) return withheld(json.fault);
  const removed: (readonly [readonly string[], Edit])[] = [];
  for (const rule of rules) {
    if (rule.response === undefined) continue;
    const owners = rule.owners.of(request.principal);
    const result = judgeValue(rule.name, rule.response, json.value, (owner) => owns(owners, owner));
    if ('problem' in result) return result;
    removed.push(...result);
  }
  if (removed.length === 0) return undefined;
  const { text } = editJson(json.text, [selectionOf(removed)]);
  if (text !== undefined) response.replaceBody(Buffer.from(text));
  return undefined;
}

/** The items to remove, or a refusal. */
function judgeValue(
  name: string,
  { owner, items, mismatch }: ResponseOwner,
  root: JsonValue,
  isOwn: (owner: JsonValue) => boolean,
): Refusal | Remaining {
  const isOwned = (object: JsonValue): boolean => {
    const found = lookUp(object, owner);
    return found.kind === 'found' && isOwn(found.value);
  };
  const foreign = objectRefusal(name, 'the answer is an object of somebody else, or does not say whose');
  if (items === undefined) return isOwned(root) ? [] : foreign;
  const list = lookUp(root, items);
  if (list.kind !== 'found' || !Array.isArray(list.value)) return objectRefusal(name, 'the answer has no list where one is expected');
  const objects: readonly JsonValue[] = list.value;
  const others = objects.flatMap((object, index) => (isOwned(object) ? [] : [index]));
  if (mismatch === 'refuse') return others.length === 0 ? [] : foreign;
  return others.map((index) => [[...items, String(index)], 'remove'] as const);
}
