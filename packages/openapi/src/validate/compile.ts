import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument } from '../definition/document.ts';
import { member } from '../json.ts';
import { type BodyVerdict, invalid } from './body/body-verdict.ts';
import { compileBodyChecker } from './body/check-body.ts';
import { type FieldChoice, REJECT_FIELDS } from './body/field-choice.ts';
import { checkHead, type HeadRules, type HeadVerdict, type RequestHead } from './parameters/check-head.ts';
import { type Parameter, parametersOf } from './parameters/parameter.ts';
import { securityQueryNames } from './parameters/security-parameters.ts';
import { compilerFor } from './schema/compilers.ts';

export interface RequestValidatorOptions {
  /** Query parameters that the operation does not declare and its security schemes do not use. */
  readonly unknownQueryParameters: 'reject' | 'strip' | 'report' | 'ignore';
  /**
   * Properties of objects in bodies that their schema does not declare have no place there, where it declares some and does not speak of
   * others with `additionalProperties` or `unevaluatedProperties`. It holds at every depth, so a schema under `not` excludes less than it
   * would alone.
   */
  readonly closedBodies: boolean;
  /** Fields of bodies that have no place there. */
  readonly unknownFields?: FieldChoice;
  /** Fields of bodies that are `readOnly`. */
  readonly readOnlyFields?: FieldChoice;
}

export interface RequestValidator {
  /** What is wrong with path, query, headers and cookies. */
  validateHead(head: RequestHead): HeadVerdict;
  /** `none` where the definition declares no body. */
  readonly body: 'none' | 'optional' | 'required';
  /** Whether `validateBody` looks at the bytes of a body with that `Content-Type`: where not, an empty array will do. */
  inspectsBody(contentType: string | undefined): boolean;
  /**
   * Whether the body fits: the content of JSON (at most 64 levels, no name twice in an object), of forms, multipart, XML and text, of all
   * others only the media type. Content-Encoding must have been undone before.
   */
  validateBody(contentType: string | undefined, body: Uint8Array): BodyVerdict;
}

/**
 * Compiles the validator of an operation. Cheap: parameters are read when the first request comes, schemas compiled when data first
 * reaches them. Validators of one definition share their schemas. A validator never throws.
 */
export function compileRequestValidator(definition: Definition, operation: Operation, options: RequestValidatorOptions): RequestValidator {
  const { document } = definition;
  const head = once(() => headRules(document, operation, options));
  const declared = member(atPointer(document, operation.pointer), 'requestBody');
  const judging = {
    document,
    reading: { closed: options.closedBodies, without: 'readOnly' },
    choices: {
      undeclared: options.unknownFields ?? REJECT_FIELDS.undeclared,
      access: options.readOnlyFields ?? REJECT_FIELDS.access,
    },
  } as const;
  const body = declared === undefined ? undefined : compileBodyChecker(judging, `${operation.pointer}/requestBody`, declared);
  return {
    validateHead: (request) => checkHead(head(), request),
    body: body === undefined ? 'none' : body.required ? 'required' : 'optional',
    inspectsBody: (contentType) => body?.inspects(contentType) === true,
    validateBody: (contentType, bytes) => (body ? body.check(contentType, bytes) : undeclaredBody(bytes)),
  };
}

function headRules(document: DefinitionDocument, operation: Operation, options: RequestValidatorOptions): HeadRules {
  const compiler = compilerFor(document, { closed: false });
  const parameters = parametersOf(document, operation).map((parameter) => ({
    parameter,
    check: parameter.schemaPointer === undefined ? undefined : compiler.check(parameter.schemaPointer),
  }));
  const of = (location: Parameter['in']) => parameters.filter(({ parameter }) => parameter.in === location);
  return {
    parameters: { path: of('path'), query: of('query'), header: of('header'), cookie: of('cookie') },
    unknownQueryParameters: options.unknownQueryParameters,
    otherQueryNames: securityQueryNames(document, operation),
  };
}

function undeclaredBody(body: Uint8Array): BodyVerdict {
  return body.length === 0 ? { kind: 'valid' } : invalid({ pointer: '', message: 'is not declared here' });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
