import { readFileSync } from 'node:fs';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

import { operations } from '../operations/index.ts';
import { createRouter } from '../router.ts';

interface DefinedOperation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly responses: Readonly<Record<string, DefinedResponse>>;
}
interface DefinedResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
}
interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DefinedOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, DefinedResponse>> };
}

const definition = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')) as Definition;

/** All operations of the definition: [method, path, operation]. */
export const definedOperations = Object.entries(definition.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== 'parameters')
    .map(([method, operation]) => [method.toUpperCase(), path, operation] as const),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(definition, 'shop');
const router = createRouter(operations);

/** What an answer has that the definition of its operation does not allow; undefined when it fits, or no operation was found. */
export function misfit(method: string, path: string, status: number, mediaType: string | null, body: unknown): string | undefined {
  const match = router(method, path.split('?', 1)[0] ?? '');
  if (match.kind !== 'found') return undefined;
  const found = definedOperations.find(([, , operation]) => operation.operationId === match.id)?.[2].responses[String(status)];
  if (found === undefined) return `status ${status} is not in the definition of ${match.id}`;
  const response = found.$ref === undefined ? found : definition.components.responses[found.$ref.split('/').at(-1) ?? ''];
  if (response?.content === undefined) return body === undefined ? undefined : 'expected no body';
  const schema = response.content[mediaType ?? '']?.schema;
  if (schema === undefined) return `media type ${mediaType} is not in the definition of ${match.id}`;
  const validate = validator(schema.$ref);
  return validate(body) ? undefined : ajv.errorsText(validate.errors);
}

/** Whether the definition allows a request body; undefined when it is not JSON, or no operation with a body was found. */
export function bodyFits(method: string, path: string, body: unknown): boolean | undefined {
  const match = router(method, path);
  if (match.kind !== 'found' || typeof body === 'string') return undefined;
  const found = definedOperations.find(([, , { operationId }]) => operationId === match.id)?.[2].requestBody;
  const schema = found?.content['application/json']?.schema;
  return schema === undefined ? undefined : validator(schema.$ref)(body);
}

function validator(reference: string): ValidateFunction {
  return ajv.compile({ $ref: `shop${reference}` });
}
