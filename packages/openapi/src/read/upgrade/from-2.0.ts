import { upgrade } from '@scalar/openapi-upgrader';

import type { DefinitionDocument } from '../../definition/document.ts';
import { METHODS } from '../../definition/methods.ts';
import { isArray, isObject, type JsonObject, type JsonValue, member, members } from '../../json.ts';
import { inlineParameters } from './swagger-parameters.ts';

/** A document of 2.0 in OpenAPI 3.0. The argument may be changed. Throws where the upgrader cannot make sense of it. */
export function from20(document: JsonObject): DefinitionDocument {
  const upgraded = upgrade({ ...inlineParameters(document), swagger: '2.0' }, '3.0');
  // There are members without a value, and objects that stand in several places.
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
