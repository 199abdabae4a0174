import { isInForce } from '../../conditions/exceptions.ts';
import { editJson } from '../../json/edit.ts';
import { checkJsonHead, unreadable } from '../../json/json-request.ts';
import { readJson } from '../../json/read-json.ts';
import type { OperationJudges, PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import type { FieldRule } from './field-rules.ts';

export interface ClosedFields {
  readonly otherwise: 'refuse' | 'remove';
  readonly rule: FieldRule;
}

/**
 * Refuses JSON bodies that set fields which the caller may not write, or takes these out before anything else looks at the body. While fields are
 * closed to a caller its bodies have to be JSON: a form could set the same fields.
 */
export function requestJudges(
  rules: readonly ClosedFields[],
  mostBytes: number,
): { head(request: PolicyRequest): Refusal | undefined; readonly body: NonNullable<OperationJudges['body']> } {
  const closed = new WeakMap<PolicyRequest, readonly ClosedFields[]>();
  return {
    head: (request) => {
      if (request.declaredBodyBytes === 0) return undefined;
      const inForce = rules.filter(({ rule }) => isInForce(rule, request));
      if (inForce.length === 0) return undefined;
      closed.set(request, inForce);
      return checkJsonHead(request, mostBytes);
    },
    body: {
      wanted: (request) => closed.has(request),
      judge: (request) => (request.body.length === 0 ? undefined : judge(request, closed.get(request) ?? [])),
    },
  };
}

function judge(request: PolicyRequest, inForce: readonly ClosedFields[]): Refusal | undefined {
  const json = readJson(request.body);
  if ('fault' in json) return unreadable(json.fault);
  const fieldsOf = (wanted: ClosedFields['otherwise']) =>
    inForce.filter(({ otherwise }) => otherwise === wanted).map(({ rule }) => rule.fields);
  const { pointers } = editJson(json.text, fieldsOf('refuse'));
  if (pointers.length > 0) return refusal(pointers);
  const { text } = editJson(json.text, fieldsOf('remove'));
  if (text !== undefined) request.replaceBody(Buffer.from(text));
  return undefined;
}

function refusal(pointers: readonly string[]): Refusal {
  return {
    problem: 'field-refused',
    reason: `the caller may not set ${pointers.join(', ')}`,
    members: { errors: pointers.map((pointer) => ({ in: 'body', pointer, detail: 'may not be set by this caller' })) },
  };
}
