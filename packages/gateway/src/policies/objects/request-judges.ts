import { checkJsonHead, unreadable } from '../../json/json-request.ts';
import { lookUp } from '../../json/lookup.ts';
import { readJson } from '../../json/read-json.ts';
import type { OperationJudges, PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import type { ObjectRule } from './object-rule.ts';
import { owns, ownsText } from './owner.ts';
import { objectRefusal } from './refusal.ts';

type RulesFor = (request: PolicyRequest) => readonly ObjectRule[];

/** Whether the values that requests carry are the caller's own. */
export function requestJudges(
  rulesFor: RulesFor,
  mostBytes: number,
): { head(request: PolicyRequest): Refusal | undefined; readonly body: NonNullable<OperationJudges['body']> } {
  return {
    head: (request) => {
      for (const rule of rulesFor(request)) {
        const refusal =
          judgeOwners(rule, request) ?? judgeHead(rule, request) ?? (request.declaredBodyBytes === 0 ? judgeAbsentBody(rule) : undefined);
        if (refusal !== undefined) return refusal;
      }
      return looksAtBody(rulesFor(request)) ? checkJsonHead(request, mostBytes) : undefined;
    },
    body: {
      wanted: (request) => looksAtBody(rulesFor(request)),
      judge: (request) => judgeBody(rulesFor(request), request),
    },
  };
}

function judgeOwners({ name, owners }: ObjectRule, { principal }: PolicyRequest): Refusal | undefined {
  return owners.of(principal).length === 0 ? objectRefusal(name, `the caller has no ${owners.text}`) : undefined;
}

function judgeHead(rule: ObjectRule, request: PolicyRequest): Refusal | undefined {
  if (rule.head === undefined) return undefined;
  const found = rule.head.find(request);
  if (found.kind === 'absent') return rule.absent === 'pass' ? undefined : objectRefusal(rule.name, `${rule.head.text} is not there`);
  if (found.kind === 'unclear') return objectRefusal(rule.name, `${rule.head.text}: ${found.reason}`);
  if (ownsText(rule.owners.of(request.principal), found.text)) return undefined;
  return objectRefusal(rule.name, `${rule.head.text} is not the ${rule.owners.text} of the caller`);
}

function judgeAbsentBody(rule: ObjectRule): Refusal | undefined {
  return rule.body === undefined || rule.absent === 'pass' ? undefined : objectRefusal(rule.name, 'there is no body');
}

function looksAtBody(rules: readonly ObjectRule[]): boolean {
  return rules.some(({ body }) => body !== undefined);
}

function judgeBody(rules: readonly ObjectRule[], request: PolicyRequest): Refusal | undefined {
  const looking = rules.filter(({ body }) => body !== undefined);
  if (request.body.length === 0) return looking.map(judgeAbsentBody).find((refusal) => refusal !== undefined);
  const json = readJson(request.body);
  if ('fault' in json) return unreadable(json.fault);
  for (const rule of looking) {
    const found = lookUp(json.value, rule.body ?? []);
    if (found.kind === 'absent' && rule.absent === 'pass') continue;
    if (found.kind !== 'found')
      return objectRefusal(rule.name, `the value in the body is ${found.kind === 'absent' ? 'not there' : 'there twice'}`);
    if (!owns(rule.owners.of(request.principal), found.value)) {
      return objectRefusal(rule.name, `the value in the body is not the ${rule.owners.text} of the caller`);
    }
  }
  return undefined;
}
