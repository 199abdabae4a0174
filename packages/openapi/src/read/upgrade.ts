import { upgrade } from '@scalar/openapi-upgrader';

import type { DefinitionDocument } from '../definition/document.ts';
import { METHODS } from '../definition/methods.ts';
import { isArray, isObject, type JsonObject, type JsonValue, member, members, stringMember } from '../json.ts';
import { inlineParameters } from './swagger-parameters.ts';

/** The versions of OpenAPI that are read, by what their document says. */
export type Dialect = '2.0' | '3.0' | '3.1';

/** The dialect of a document: `swagger: '2.0'` (also as a number, a frequent slip in YAML) or `openapi: 3.0.x` or `3.1.x`. */
export function dialectOf(document: JsonValue): Dialect | undefined {
  const swagger = member(document, 'swagger');
  if (swagger === '2.0' || swagger === 2) return '2.0';
  const openapi = stringMember(document, 'openapi');
  return /^3\.0\.\d{1,3}(-[\w.]+)?$/.test(openapi ?? '') ? '3.0' : /^3\.1\.\d{1,3}(-[\w.]+)?$/.test(openapi ?? '') ? '3.1' : undefined;
}

/** The document in OpenAPI 3.1. The argument may be changed. Throws where the upgrader cannot make sense of a document of 2.0. */
export function upgradeTo31(document: JsonObject, dialect: Dialect): DefinitionDocument {
  if (dialect === '3.1') return document as DefinitionDocument;
  const input = dialect === '2.0' ? { ...inlineParameters(document), swagger: '2.0' } : document;
  const upgraded = upgrade(input, '3.1') as unknown as DefinitionDocument;
  if (dialect === '3.0') return upgraded;
  // Coming from 2.0 there are members without a value, and objects that stand in several places.
  const plain = JSON.parse(JSON.stringify(upgraded)) as DefinitionDocument;
  requireForms(plain);
  return plain;
}

/** The upgrader keeps which fields of a form are required, but not that the form then is required itself. */
function requireForms(document: DefinitionDocument): void {
  for (const [, item] of members(member(document, 'paths'))) {
    for (const method of METHODS) {
      const body = member(member(item, method), 'requestBody');
      const required = members(member(body, 'content')).some(([type, media]) => isForm(type) && hasRequired(media));
      if (required && isObject(body)) (body as Record<string, JsonValue>)['required'] = true;
    }
  }
}

function isForm(mediaType: string): boolean {
  return mediaType === 'application/x-www-form-urlencoded' || mediaType === 'multipart/form-data';
}

function hasRequired(media: JsonValue): boolean {
  const required = member(member(media, 'schema'), 'required');
  return isArray(required) && required.length > 0;
}
