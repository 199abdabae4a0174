import type { Definition, Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument } from '../definition/document.ts';
import { member } from '../json.ts';
import { type BodyVerdict, bodyRules, checkBody, inspectsBody, invalid } from './body/check-body.ts';
import { checkHead, type HeadRules, type RequestHead } from './parameters/check-head.ts';
import { parametersOf } from './parameters/parameter.ts';
import { securityQueryNames } from './parameters/security-parameters.ts';
import { SchemaCompiler } from './schema/compiler.ts';
import type { Violation } from './violation.ts';

export interface RequestValidatorOptions {
  /** Query parameters that the operation does not declare and its security schemes do not use. */
  readonly unknownQueryParameters: 'reject' | 'ignore';
  /**
   * Refuse properties of objects in bodies that their schema does not declare, where it declares some and does not speak of others with
   * `additionalProperties` or `unevaluatedProperties`. It holds at every depth, so a schema under `not` excludes less than it would alone.
   */
  readonly closedBodies: boolean;
}

export interface RequestValidator {
  /** What is wrong with path, query, headers and cookies. Empty where they fit. */
  validateHead(head: RequestHead): readonly Violation[];
  /** `none` where the definition declares no body. */
  readonly body: 'none' | 'optional' | 'required';
  /** Whether `validateBody` looks at the bytes of a body with that `Content-Type`: where not, an empty array will do. */
  inspectsBody(contentType: string | undefined): boolean;
  /**
   * Whether the body fits: the content of JSON (at most 64 levels, no name twice in an object) and of URL-encoded forms, of all others
   * (multipart, XML, text, binary) only the media type. Content-Encoding must have been undone before.
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
  const compiler = compilerFor(document, options.closedBodies);
  const rules = declared === undefined ? undefined : bodyRules(document, `${operation.pointer}/requestBody`, declared, compiler);
  return {
    validateHead: (request) => checkHead(head(), request),
    body: rules === undefined ? 'none' : rules.required ? 'required' : 'optional',
    inspectsBody: (contentType) => rules !== undefined && inspectsBody(rules, contentType),
    validateBody: (contentType, body) => (rules ? checkBody(rules, contentType, body) : undeclaredBody(body)),
  };
}

function headRules(document: DefinitionDocument, operation: Operation, options: RequestValidatorOptions): HeadRules {
  const compiler = compilerFor(document, false);
  return {
    parameters: parametersOf(document, operation).map((parameter) => ({
      parameter,
      check: parameter.schemaPointer === undefined ? undefined : compiler.check(parameter.schemaPointer),
    })),
    unknownQueryParameters: options.unknownQueryParameters,
    otherQueryNames: securityQueryNames(document, operation),
  };
}

function undeclaredBody(body: Uint8Array): BodyVerdict {
  return body.length === 0 ? { kind: 'valid' } : invalid({ pointer: '', message: 'is not declared here' });
}

const compilers = new WeakMap<DefinitionDocument, Map<boolean, SchemaCompiler>>();

function compilerFor(document: DefinitionDocument, closed: boolean): SchemaCompiler {
  const known = compilers.get(document) ?? new Map<boolean, SchemaCompiler>();
  compilers.set(document, known);
  const compiler = known.get(closed) ?? new SchemaCompiler(document, closed);
  known.set(closed, compiler);
  return compiler;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
