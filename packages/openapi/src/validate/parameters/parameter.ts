import { toPointer } from '@airside/domain/text';

import type { Operation } from '../../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference, type Located } from '../../definition/document.ts';
import { items, type JsonValue, member, members, stringMember } from '../../json.ts';
import { type Shape, shapeOf } from './shape.ts';

export type Location = 'path' | 'query' | 'header' | 'cookie';
export type Style = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' | 'cookie';

/** A Parameter Object (OpenAPI 3.1 section 4.8.12; style `cookie` is 3.2) with its defaults filled in. */
export interface Parameter {
  /** As the definition writes it; of a header in lower case. */
  readonly name: string;
  readonly in: Location;
  readonly required: boolean;
  readonly allowEmptyValue: boolean;
  readonly style: Style;
  readonly explode: boolean;
  /** Whether the value is JSON text (`content`) rather than serialised by style. */
  readonly isJson: boolean;
  /** JSON pointer to its schema; undefined where any value will do. */
  readonly schemaPointer: string | undefined;
  readonly shape: Shape;
}

const LOCATIONS: readonly string[] = ['path', 'query', 'header', 'cookie'];
/** Headers that OpenAPI describes elsewhere (section 4.8.12.1). */
const IGNORED_HEADERS: readonly string[] = ['accept', 'content-type', 'authorization'];
const STYLES: Readonly<Record<Location, readonly Style[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/** The parameters of an operation: its own, and those of its path that it does not override. */
export function parametersOf(
  document: DefinitionDocument,
  operation: Pick<Operation, 'pathItemPointer' | 'pointer'>,
): readonly Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const owner of [operation.pathItemPointer, operation.pointer]) {
    for (const index of items(member(atPointer(document, owner), 'parameters')).keys()) {
      const parameter = readParameter(document, `${owner}/parameters/${index}`);
      if (parameter) parameters.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...parameters.values()];
}

function readParameter(document: DefinitionDocument, pointer: string): Parameter | undefined {
  const value = atPointer(document, pointer);
  const located = value === undefined ? undefined : dereference(document, { value, pointer });
  const name = stringMember(located?.value, 'name');
  const location = stringMember(located?.value, 'in') as Location | undefined;
  if (!located || name === undefined || location === undefined || !LOCATIONS.includes(location)) return undefined;
  if (location === 'header' && IGNORED_HEADERS.includes(name.toLowerCase())) return undefined;
  const style = styleOf(located.value, location);
  const explode = member(located.value, 'explode');
  return {
    name: location === 'header' ? name.toLowerCase() : name,
    in: location,
    required: location === 'path' || member(located.value, 'required') === true,
    allowEmptyValue: location === 'query' && member(located.value, 'allowEmptyValue') === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    ...schemaOf(document, located),
  };
}

/** A Header Object (OpenAPI 3.1 section 4.8.21), which is a parameter without `name` and `in`. */
export function readHeader(document: DefinitionDocument, name: string, located: Located): Parameter {
  return {
    name: name.toLowerCase(),
    in: 'header',
    required: member(located.value, 'required') === true,
    allowEmptyValue: false,
    style: 'simple',
    explode: member(located.value, 'explode') === true,
    ...schemaOf(document, located),
  };
}

function styleOf(parameter: JsonValue, location: Location): Style {
  const [standard, ...others] = STYLES[location];
  const declared = stringMember(parameter, 'style');
  return others.find((style) => style === declared) ?? standard ?? 'simple';
}

function schemaOf(document: DefinitionDocument, { value, pointer }: Located): Pick<Parameter, 'isJson' | 'schemaPointer' | 'shape'> {
  const [media] = members(member(value, 'content'));
  const owner = media ? media[1] : value;
  const ownerPointer = media ? `${pointer}${toPointer(['content', media[0]])}` : pointer;
  const schema = member(owner, 'schema');
  return {
    isJson: media !== undefined && /^[^;]*[/+]json\s*(?:;|$)/i.test(media[0]),
    schemaPointer: schema === undefined ? undefined : `${ownerPointer}/schema`,
    shape: shapeOf(document, media ? { type: 'string' } : schema),
  };
}
