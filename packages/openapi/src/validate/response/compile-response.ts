import type { Definition, Operation } from '../../definition/definition.ts';
import { atPointer, type DefinitionDocument } from '../../definition/document.ts';
import { member, members } from '../../json.ts';
import { type BodyVerdict, VALID } from '../body/body-verdict.ts';
import { type BodyChecker, compileBodyChecker } from '../body/check-body.ts';
import type { FieldChoice } from '../body/field-choice.ts';
import type { Violation } from '../violation.ts';
import { compileHeaders, type HeaderCheck } from './headers.ts';
import { responseKey } from './response-key.ts';

export interface ResponseValidatorOptions {
  /** Properties that their schema does not declare have no place in bodies, even where it is silent about others. */
  readonly closedBodies: boolean;
  readonly unknownFields: FieldChoice;
  /** Fields of bodies that are `writeOnly`. */
  readonly writeOnlyFields: FieldChoice;
}

/** The part of a response that is there before its body. */
export interface ResponseHead {
  readonly status: number;
  /** The value of a header by lower-case name, several of the same name joined by a comma. */
  header(name: string): string | undefined;
}

export interface ResponseValidator {
  /** Whether the definition speaks of any response. */
  readonly declaresAny: boolean;
  /** Whether the definition speaks of a response with that status: by its code, its class (`2XX`) or `default`. */
  declares(status: number): boolean;
  /** What is wrong with the head of a response whose status is declared. `hasBody` says whether a body follows. */
  validateHead(head: ResponseHead, hasBody: boolean): readonly Violation[];
  /** Whether `validateBody` looks at the bytes of such a body. */
  inspectsBody(status: number, contentType: string | undefined): boolean;
  /** Whether a body fits. Its content coding must have been undone before. */
  validateBody(status: number, contentType: string | undefined, body: Uint8Array): BodyVerdict;
}

interface CompiledResponse {
  readonly headers: HeaderCheck;
  readonly body: BodyChecker | undefined;
}

/** Compiles the validator for the responses of an operation (OpenAPI 3.1 section 4.8.16). Cheap: each response is read when the first comes. */
export function compileResponseValidator(
  { document }: Definition,
  operation: Operation,
  options: ResponseValidatorOptions,
): ResponseValidator {
  const declared = member(atPointer(document, operation.pointer), 'responses');
  const keys = members(declared).map(([key]) => key);
  const compiled = new Map<string, CompiledResponse>();
  const responseOf = (status: number): CompiledResponse | undefined => {
    const key = responseKey(keys, status);
    if (key === undefined) return undefined;
    const response = compiled.get(key) ?? compileResponse(document, operation, key, options);
    compiled.set(key, response);
    return response;
  };
  return {
    declaresAny: keys.length > 0,
    declares: (status) => responseKey(keys, status) !== undefined,
    validateHead: (head, hasBody) => {
      const response = responseOf(head.status);
      if (response === undefined) return [];
      const wrong = response.headers((name) => head.header(name));
      return hasBody ? [...wrong, ...mediaViolations(response.body, head.header('content-type'))] : wrong;
    },
    inspectsBody: (status, contentType) => responseOf(status)?.body?.inspects(contentType) === true,
    validateBody: (status, contentType, body) => responseOf(status)?.body?.check(contentType, body) ?? VALID,
  };
}

function compileResponse(
  document: DefinitionDocument,
  operation: Operation,
  key: string,
  options: ResponseValidatorOptions,
): CompiledResponse {
  const pointer = `${operation.pointer}/responses/${key}`;
  const declared = member(member(atPointer(document, operation.pointer), 'responses'), key) ?? {};
  const judging = {
    document,
    reading: { closed: options.closedBodies, without: 'writeOnly' },
    choices: { undeclared: options.unknownFields, access: options.writeOnlyFields },
  } as const;
  return { headers: compileHeaders(document, pointer, declared), body: compileBodyChecker(judging, pointer, declared) };
}

function mediaViolations(body: BodyChecker | undefined, contentType: string | undefined): readonly Violation[] {
  const expected = body?.mismatch(contentType);
  return expected === undefined
    ? []
    : [{ in: 'header', pointer: '/content-type', message: `must be ${expected.join(' or ')}`.slice(0, 300) }];
}
