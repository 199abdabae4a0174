import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference, type Located } from '../../definition/document.ts';
import { type JsonValue, member, members, stringMember } from '../../json.ts';
import type { Style } from '../parameters/parameter.ts';
import { type Shape, shapeOf } from '../parameters/shape.ts';
import type { FormEncoding } from './form.ts';
import { type MediaType, parseMediaType } from './media-type.ts';

/** What a body of one media type range must fit: a Media Type Object (OpenAPI 3.1 section 4.8.14). */
export interface MediaRule {
  readonly range: MediaType;
  /** As the definition writes it. */
  readonly name: string;
  /** JSON pointers to the schemas of the whole and of each item of a sequence (OpenAPI 3.2); undefined where any will do. */
  readonly schemaPointer: string | undefined;
  readonly itemPointer: string | undefined;
  /** What the schema says about reading text. */
  readonly shape: () => Shape;
  readonly schema: JsonValue | undefined;
  /** The Encoding Object of a property, with where it stands. */
  readonly encodingOf: (property: string) => Located | undefined;
}

export interface BodyRules {
  readonly required: boolean;
  /** Undefined where the definition does not speak of the content. */
  readonly media: readonly MediaRule[] | undefined;
}

/** Reads the content of a Request Body Object or a Response Object (sections 4.8.13 and 4.8.17); undefined where there is none. */
export function bodyRules(document: DefinitionDocument, pointer: string, declared: JsonValue): BodyRules | undefined {
  const located = dereference(document, { value: declared, pointer });
  if (!located) return undefined;
  const content = member(located.value, 'content');
  const media = members(content).flatMap(([name, written]) => {
    const range = parseMediaType(name);
    const object = dereference(document, { value: written, pointer: `${located.pointer}${toPointer(['content', name])}` });
    if (!range || !object) return [];
    const schema = member(object.value, 'schema');
    return {
      range,
      name,
      schemaPointer: schema === undefined ? undefined : `${object.pointer}/schema`,
      itemPointer: member(object.value, 'itemSchema') === undefined ? undefined : `${object.pointer}/itemSchema`,
      shape: once(() => shapeOf(document, schema)),
      schema,
      encodingOf: (property: string) => {
        const value = member(member(object.value, 'encoding'), property);
        return value === undefined ? undefined : { value, pointer: `${object.pointer}${toPointer(['encoding', property])}` };
      },
    };
  });
  return { required: member(located.value, 'required') === true, media: content === undefined ? undefined : media };
}

/** How the field of a URL-encoded form is written. */
export function formEncoding(located: Located | undefined): FormEncoding {
  const style =
    (['spaceDelimited', 'pipeDelimited', 'form'] satisfies Style[]).find((known) => known === stringMember(located?.value, 'style')) ??
    'form';
  const explode = member(located?.value, 'explode');
  return { style, explode: typeof explode === 'boolean' ? explode : style === 'form' };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
