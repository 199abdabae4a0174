import { REDACTED } from '@airside/domain';

import type { Definition, Operation } from '../definition/definition.ts';
import { EndpointRecord } from '../infer/record/endpoint-record.ts';
import { learnCall, learnRequest } from '../infer/record/learn.ts';
import { isAccepted } from '../infer/record/proof.ts';
import type { Places } from '../infer/sketch/spending.ts';
import type { ObservedEndpoint } from '../infer/view/observed.ts';
import { viewEndpoint } from '../infer/view/view-endpoint.ts';
import type { Observation, ObservedMessage } from '../observe/observation.ts';
import type { BodyVerdict } from '../validate/body/body-verdict.ts';
import { compileRequestValidator, type RequestValidator } from '../validate/compile.ts';
import { compileResponseValidator, type ResponseValidator } from '../validate/response/compile-response.ts';
import type { Violation } from '../validate/violation.ts';
import { Evidence } from './evidence.ts';
import type { DriftKind } from './kinds.ts';

/** Where in an operation something does not fit. */
export type DriftPlace =
  | { readonly in: 'operation' }
  | { readonly in: 'parameter'; readonly location: Violation['in']; readonly name: string }
  | { readonly in: 'request'; readonly mediaType: string; readonly pointer: string }
  | { readonly in: 'response'; readonly status: number; readonly mediaType: string; readonly pointer: string };

/** Something that was seen and does not fit. */
export interface Note {
  readonly kind: DriftKind;
  readonly place: DriftPlace;
  readonly detail: string;
  readonly evidence: Evidence;
}

const MOST_NOTES = 500;
const LARGEST_BODY = 1024 * 1024;

/** Holds the calls of one declared operation against what is declared. */
export class OperationWatch {
  readonly operation: Operation;
  readonly evidence = new Evidence();
  readonly #notes = new Map<string, Note>();
  readonly #record = new EndpointRecord();
  readonly #request: RequestValidator;
  readonly #response: ResponseValidator;
  readonly #needsCredential: boolean;
  readonly #places: Places;
  #refused = 0;

  constructor(definition: Definition, operation: Operation, places: Places) {
    this.operation = operation;
    this.#places = places;
    this.#request = compileRequestValidator(definition, operation, {
      unknownQueryParameters: 'report',
      closedBodies: true,
      unknownFields: 'report',
      readOnlyFields: 'report',
    });
    this.#response = compileResponseValidator(definition, operation, {
      closedBodies: true,
      unknownFields: 'report',
      writeOnlyFields: 'report',
    });
    this.#needsCredential = operation.security?.every(({ schemes }) => schemes.length > 0) === true;
  }

  /** Calls, those that the gateway refused included. */
  get calls(): number {
    return this.evidence.calls + this.#refused;
  }

  get notes(): readonly Note[] {
    return [...this.#notes.values()];
  }

  /** What the operation looks like by its traffic. */
  observed(): ObservedEndpoint {
    return viewEndpoint(this.#record, this.operation.method, this.operation.template, []);
  }

  /** `parameters` are those of the path, percent-encoded. */
  observe(observation: Observation, parameters: Readonly<Record<string, string>>): void {
    if (observation.isRefused) {
      this.#refused++;
      return;
    }
    this.evidence.add(observation);
    learnCall(this.#record, observation, this.#places);
    const { status } = observation;
    if (status === null) return;
    if (isAccepted(status)) {
      learnRequest(this.#record, observation, this.#places);
      this.#judgeHead(observation, parameters);
      this.#judgeRequestBody(observation);
      if (this.#needsCredential && observation.credentials?.length === 0) {
        this.#note('missing-authentication', { in: 'operation' }, 'called without a credential', observation);
      }
    }
    this.#judgeResponse(observation, status);
  }

  #judgeHead(observation: Observation, parameters: Readonly<Record<string, string>>): void {
    const { request, query, path } = observation;
    const { violations, tolerated } = this.#request.validateHead({ parameters, query, header: fieldsOf(request) });
    for (const { in: location, pointer } of tolerated) {
      this.#note('undeclared-parameter', { in: 'parameter', location, name: nameIn(pointer) }, 'is not declared here', observation);
    }
    const isTold = ({ in: location }: Violation): boolean => {
      if (location === 'header' || location === 'cookie') return request.headers !== undefined;
      return !(location === 'path' ? path : query).includes(REDACTED);
    };
    for (const violation of violations.filter(isTold)) {
      const { in: location, pointer, message } = violation;
      this.#note('request-mismatch', { in: 'parameter', location, name: nameIn(pointer) }, message, observation);
    }
  }

  #judgeRequestBody(observation: Observation): void {
    const { request } = observation;
    const type = fieldsOf(request)('content-type');
    if (request.body === undefined || request.body === '' || type === undefined || request.body.length > LARGEST_BODY) return;
    const verdict = this.#request.validateBody(type, Buffer.from(request.body));
    const place = (pointer: string): DriftPlace => ({ in: 'request', mediaType: mediaTypeOf(type), pointer });
    this.#noteBody(verdict, request.body, { undeclared: 'undeclared-request-field', mismatch: 'request-mismatch' }, place, observation);
  }

  #judgeResponse(observation: Observation, status: number): void {
    const { response } = observation;
    const type = fieldsOf(response)('content-type');
    const place = (pointer: string): DriftPlace => ({ in: 'response', status, mediaType: mediaTypeOf(type ?? ''), pointer });
    if (!this.#response.declares(status)) {
      const detail = 'is not declared here';
      if (this.#response.declaresAny)
        this.#note('undeclared-status', { in: 'response', status, mediaType: '', pointer: '' }, detail, observation);
      return;
    }
    if (response.body === undefined || response.body === '' || type === undefined || response.body.length > LARGEST_BODY) return;
    const verdict = this.#response.validateBody(status, type, Buffer.from(response.body));
    this.#noteBody(verdict, response.body, { undeclared: 'undeclared-response-field', mismatch: 'response-mismatch' }, place, observation);
  }

  #noteBody(
    verdict: BodyVerdict,
    text: string,
    kinds: { readonly undeclared: DriftKind; readonly mismatch: DriftKind },
    place: (pointer: string) => DriftPlace,
    observation: Observation,
  ): void {
    if (verdict.kind === 'unsupported-media-type') {
      this.#note('undeclared-media-type', place(''), 'is not declared here', observation);
    } else if (verdict.kind === 'invalid') {
      if (text.includes(REDACTED)) return;
      for (const { pointer, message } of verdict.violations) this.#note(kinds.mismatch, place(general(pointer)), message, observation);
    } else {
      for (const { pointer, message } of verdict.tolerated ?? []) {
        const kind = message === 'is not declared here' ? kinds.undeclared : kinds.mismatch;
        this.#note(kind, place(general(pointer)), message, observation);
      }
    }
  }

  #note(kind: DriftKind, place: DriftPlace, detail: string, observation: Observation): void {
    const key = JSON.stringify([kind, place, detail]);
    let note = this.#notes.get(key);
    if (note === undefined) {
      if (this.#notes.size >= MOST_NOTES) return;
      note = { kind, place, detail, evidence: new Evidence() };
      this.#notes.set(key, note);
    }
    note.evidence.add(observation);
  }
}

/** Looks fields up by their names in lower case. */
function fieldsOf({ headers }: ObservedMessage): (name: string) => string | undefined {
  return (name) => {
    const values = headers?.filter(([each]) => each === name).map(([, value]) => value) ?? [];
    return values.length === 0 ? undefined : values.join(', ');
  };
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The name of the parameter that a violation is about. */
function nameIn(pointer: string): string {
  return (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Items of a list are one place, whichever they are. */
function general(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}
