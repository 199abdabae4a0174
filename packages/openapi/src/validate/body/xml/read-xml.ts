import { type JsonValue, stringMember } from '../../../json.ts';
import type { SchemaError } from '../../schema/messages.ts';
import type { MediaRule } from '../media-rule.ts';
import type { MediaType } from '../media-type.ts';
import { decodeUtf8, NOT_UTF8, type ReadBody } from '../read-body.ts';
import { parseXml } from './parse-xml.ts';
import { toValue } from './to-value.ts';

/** XML is looked into where the definition has a schema for it: `application/xml`, `text/xml`, and types with the suffix `+xml` (RFC 7303). */
export function isXml({ type, subtype }: MediaType, { schemaPointer }: MediaRule): boolean {
  if (schemaPointer === undefined) return false;
  return ((type === 'application' || type === 'text') && subtype === 'xml') || subtype.endsWith('+xml');
}

/** The value that an XML document stands for by the `xml` objects of its schema, or why it stands for none. */
export function readXml(bytes: Uint8Array, rule: MediaRule): ReadBody | SchemaError {
  const text = decodeUtf8(bytes);
  if (text === undefined) return NOT_UTF8;
  const root = parseXml(text);
  if ('fault' in root) return { pointer: '', message: root.fault };
  const shape = rule.shape();
  const name = stringMember(shape.xml, 'name') ?? componentName(rule.schema);
  if (name !== undefined && root.local !== name) return { pointer: '', message: `must be an element named ${name}`.slice(0, 200) };
  const namespace = stringMember(shape.xml, 'namespace');
  if (namespace !== undefined && root.namespace !== namespace) return { pointer: '', message: 'must be in the namespace of its schema' };
  const converted = toValue(root, shape);
  return 'message' in converted ? converted : { value: converted.value, without: () => undefined };
}

/** The name of the component that a schema refers to, which names the element where nothing else does. */
function componentName(schema: JsonValue | undefined): string | undefined {
  const reference = stringMember(schema, '$ref') ?? '';
  const start = '#/components/schemas/';
  return reference.startsWith(start) && !reference.includes('/', start.length) ? reference.slice(start.length) : undefined;
}
