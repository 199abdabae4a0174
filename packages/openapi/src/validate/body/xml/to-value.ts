import { toPointer } from '@airside/domain/text';

import type { JsonValue } from '../../../json.ts';
import { coerce } from '../../parameters/coerce.ts';
import { type Shape, UNDECLARED } from '../../parameters/shape.ts';
import type { SchemaError } from '../../schema/messages.ts';
import type { XmlElement } from './parse-xml.ts';
import { type XmlForm, xmlForm } from './xml-form.ts';

type Converted = { readonly value: JsonValue } | SchemaError;

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const LONGEST_NAME = 100;

/**
 * The value that an element stands for by the schema of its content. What the schema has no place for becomes a property of its own name, with
 * its namespace in braces where that is another, for the schema to judge. Depth is bounded where documents are parsed.
 */
export function toValue(element: XmlElement, shape: Shape): Converted {
  const { types } = shape;
  if (isNil(element)) {
    const isEmpty = element.elements.length === 0 && element.text.trim() === '';
    return isEmpty && !element.attributes.some(isOfContent)
      ? { value: null }
      : wrong('must be empty and without attributes where it is nil');
  }
  if (types?.has('array')) return arrayOf(element.elements, itemForm(element.local, shape), shape, element);
  const hasStructure = element.elements.length > 0 || element.attributes.some(isOfContent);
  if (types?.has('object') || (types === undefined && (hasStructure || shape.propertyNames.size > 0))) return objectOf(element, shape);
  if (hasStructure) return wrong('must not have elements or attributes');
  return { value: coerce(isText(shape) ? element.text : element.text.trim(), shape) };
}

function objectOf(element: XmlElement, shape: Shape): Converted {
  const properties = new Map<string, JsonValue>();
  const elements = new Set(element.elements);
  const attributes = new Set(element.attributes.filter(isOfContent));
  let text: string | undefined = element.text.trim();
  for (const name of shape.propertyNames) {
    const inner = shape.property(name) ?? UNDECLARED;
    const form = xmlForm(name, inner);
    if (form.node === 'text') {
      properties.set(name, coerce(isText(inner) ? element.text : element.text.trim(), inner));
      text = undefined;
    } else if (form.node === 'attribute') {
      // A name without prefix is in no namespace, whatever is declared around it (Namespaces in XML section 6.2).
      const found = [...attributes].find(({ local, namespace }) => local === form.local && namespace === (form.namespace ?? ''));
      if (found === undefined) continue;
      attributes.delete(found);
      properties.set(name, coerce(isText(inner) ? found.value : found.value.trim(), inner));
    } else {
      const wanted = form.node === 'items' ? itemForm(name, inner) : form;
      const found = [...elements].filter((child) => isOf(child, wanted, element));
      if (found.length === 0) continue;
      for (const child of found) elements.delete(child);
      if (form.node === 'element' && found.length > 1) return at(name, wrong('must not be repeated'));
      const [first] = found;
      const converted = form.node === 'items' ? arrayOf(found, wanted, inner, element) : first && toValue(first, inner);
      if (converted === undefined) continue;
      if ('message' in converted) return at(name, converted);
      properties.set(name, converted.value);
    }
  }
  if (text !== undefined && text !== '') return wrong('must not hold text beside its elements');
  for (const { local, namespace, value } of attributes) {
    const name = foreignName(local, namespace, '');
    if (properties.has(name)) return at(name, wrong('must not be repeated'));
    properties.set(name, value);
  }
  for (const child of elements) {
    const name = foreignName(child.local, child.namespace, shape.propertyNames.has(child.local) ? '' : element.namespace);
    if (properties.has(name) || shape.propertyNames.has(name)) return at(name, wrong('must not be repeated'));
    const converted = toValue(child, shape.property(name) ?? UNDECLARED);
    if ('message' in converted) return at(name, converted);
    properties.set(name, converted.value);
  }
  return properties.has('__proto__') ? wrong('has a name that is not accepted') : { value: Object.fromEntries(properties) };
}

function arrayOf(elements: readonly XmlElement[], form: XmlForm, shape: Shape, parent: XmlElement): Converted {
  const values: JsonValue[] = [];
  for (const [index, element] of elements.entries()) {
    if (!isOf(element, form, parent)) return at(String(index), wrong(`must be an element named ${form.local}`.slice(0, LONGEST_NAME)));
    const converted = toValue(element, shape.items());
    if ('message' in converted) return at(String(index), converted);
    values.push(converted.value);
  }
  if (elements === parent.elements && (parent.text.trim() !== '' || parent.attributes.some(isOfContent))) {
    return wrong('must not have text or attributes beside its items');
  }
  return { value: values };
}

/** Items are elements named by their own `xml.name`, else by the array. */
function itemForm(name: string, shape: Shape): XmlForm {
  const form = xmlForm(name, shape.items());
  return { ...form, node: 'element' };
}

function isOf(element: XmlElement, { local, namespace }: XmlForm, parent: XmlElement): boolean {
  if (element.local !== local) return false;
  return namespace === undefined ? element.namespace === '' || element.namespace === parent.namespace : element.namespace === namespace;
}

/**
 * Whether an attribute is for the schema to judge. Of those for XML Schema, `type` is: servers that know it make something else of the element than what
 * is judged here.
 */
function isOfContent({ namespace, local }: XmlElement['attributes'][number]): boolean {
  return namespace !== XSI || local === 'type';
}

function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(({ namespace, local, value }) => namespace === XSI && local === 'nil' && ['true', '1'].includes(value.trim()));
}

/** Space around it belongs to a text, and to nothing else. */
function isText({ types }: Shape): boolean {
  return types === undefined || types.has('string');
}

function foreignName(local: string, namespace: string, around: string): string {
  return namespace === '' || namespace === around ? local : `{${namespace}}${local}`;
}

function wrong(message: string): SchemaError {
  return { pointer: '', message };
}

function at(name: string, { pointer, message }: SchemaError): SchemaError {
  return { pointer: `${toPointer([name.slice(0, LONGEST_NAME)])}${pointer}`, message };
}
