import { type JsonValue, member, stringMember } from '../../../json.ts';
import type { Shape } from '../../parameters/shape.ts';

/** How a value is written in XML: what its schema's `xml` object says (OpenAPI 3.1 section 4.8.26, 3.2 section 4.26), defaults filled in. */
export interface XmlForm {
  readonly local: string;
  /** Undefined where the definition names none: then it is none, or that of the element around it. */
  readonly namespace: string | undefined;
  /** `items` is an array without an element of its own. */
  readonly node: 'element' | 'attribute' | 'text' | 'items';
}

export function xmlForm(name: string, shape: Shape): XmlForm {
  const { xml } = shape;
  const isArray = shape.types?.has('array') === true;
  const written = stringMember(xml, 'nodeType');
  const node = nodeOf(xml, written, isArray);
  return { local: stringMember(xml, 'name') ?? name, namespace: stringMember(xml, 'namespace'), node };
}

function nodeOf(xml: JsonValue | undefined, nodeType: string | undefined, isArray: boolean): XmlForm['node'] {
  if (nodeType === 'attribute' || member(xml, 'attribute') === true) return 'attribute';
  if (nodeType === 'text' || nodeType === 'cdata') return 'text';
  if (!isArray) return 'element';
  return nodeType === 'element' || member(xml, 'wrapped') === true ? 'element' : 'items';
}
