import type { Posture } from '../posture.ts';
import type { Check } from '../risk.ts';
import { bodyIsClosed } from './declared.ts';

/** What keeps fields out of answers that the caller should not see. */
export function answerChecks(posture: Posture): readonly Check[] {
  const { options, response } = posture;
  const hides = options.fields.responses.length > 0 && response.fields === 'enforces';
  return [
    closedAnswers(posture),
    ...unseenAnswers(posture),
    ...(hides ? [rulesOf('hide fields from callers who may not see them', options.fields.responses.length)] : []),
  ];
}

function closedAnswers({ options, response }: Posture): Check {
  const { additionalProperties, unknownFields } = options.contract.responses;
  const mend = 'set policies.contract.responses.mode to enforce; `report` shows first what that would change';
  const by = 'contract';
  if (response.contract === 'none')
    return { state: 'absent', by, says: 'nothing looks at the fields of answers (contract.responses)', mend };
  if (response.contract === 'observes') {
    return {
      state: 'reported',
      by,
      says: 'fields of answers that the definition does not have are recorded, and pass (contract.responses.mode: report)',
      mend,
    };
  }
  if (unknownFields === 'report') {
    return {
      state: 'reported',
      by,
      says: 'fields of answers that the definition does not have are recorded, and pass (contract.responses.unknownFields: report)',
      mend: 'set policies.contract.responses.unknownFields to strip',
    };
  }
  if (additionalProperties !== 'closed') {
    return {
      state: 'partial',
      by,
      says: 'fields of answers that the definition does not name pass, unless its schemas forbid them (contract.responses.additionalProperties: declared)',
      mend: 'set policies.contract.responses.additionalProperties to closed',
    };
  }
  const done = unknownFields === 'strip' ? 'taken out' : 'refused';
  return {
    state: 'enforced',
    by,
    says: `fields of answers that the definition does not have are ${done} (contract.responses.mode: enforce)`,
  };
}

function unseenAnswers({ options, response }: Posture): readonly Check[] {
  if (response.contract !== 'enforces' || options.contract.responses.uninspected === 'reject') return [];
  return [
    {
      state: 'partial',
      by: 'contract',
      says: 'answers that are too large, too slow or in an unknown coding pass unseen (contract.responses.uninspected: pass)',
      mend: 'set policies.contract.responses.uninspected to reject',
    },
  ];
}

/** What keeps callers from setting fields that they should not. */
export function writeChecks(posture: Posture): readonly Check[] {
  const { options, request } = posture;
  const guards = options.fields.requests.length > 0 && request.fields === 'enforces';
  return [
    closedBodies(posture),
    ...(request.contract === 'enforces' ? [readOnly(options.contract.readOnlyFields)] : []),
    ...(guards ? [rulesOf('say who may set which fields', options.fields.requests.length)] : []),
  ];
}

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

function closedBodies(posture: Posture): Check {
  const { options, request, operation } = posture;
  const { additionalProperties, unknownFields } = options.contract;
  const by = 'contract';
  if (request.contract === 'none') {
    return {
      state: 'absent',
      by,
      says: 'nothing looks at the fields of bodies (contract)',
      mend: 'give the API a definition, and set policies.contract.mode to enforce',
    };
  }
  if (request.contract === 'observes') {
    return {
      state: 'reported',
      by,
      says: 'fields that the definition does not have are recorded, and pass (contract.mode: report)',
      mend: 'set policies.contract.mode to enforce',
    };
  }
  const isWrite = operation === undefined || WRITES.has(operation.method);
  const byOption = additionalProperties === 'closed' || (additionalProperties === 'writes' && isWrite);
  const bySchema = !byOption && bodyIsClosed(posture);
  if (!byOption && !bySchema) {
    return {
      state: 'partial',
      by,
      says: 'bodies may have fields that the definition does not name and is silent about (contract.additionalProperties: declared)',
      mend: 'set policies.contract.additionalProperties to writes',
    };
  }
  if (unknownFields === 'report') {
    return {
      state: 'reported',
      by,
      says: 'fields that the definition does not have are recorded, and pass (contract.unknownFields: report)',
      mend: 'set policies.contract.unknownFields to reject or strip',
    };
  }
  const how = bySchema ? 'additionalProperties: false in its schema' : `contract.additionalProperties: ${additionalProperties}`;
  return { state: 'enforced', by, says: `the body has no fields but those of the definition (${how})` };
}

function readOnly(choice: Posture['options']['contract']['readOnlyFields']): Check {
  if (choice !== 'report')
    return { state: 'enforced', by: 'contract', says: `fields that are readOnly cannot be set (contract.readOnlyFields: ${choice})` };
  return {
    state: 'reported',
    by: 'contract',
    says: 'fields that are readOnly may be set (contract.readOnlyFields: report)',
    mend: 'set policies.contract.readOnlyFields to reject or strip',
  };
}

function rulesOf(what: string, count: number): Check {
  return { state: 'enforced', by: 'fields', says: `${count === 1 ? 'a rule' : `${count} rules`} of \`fields\` ${what}` };
}
