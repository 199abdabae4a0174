import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element with its namespace resolved; an empty one for names in none. */
export interface XmlElement {
  readonly namespace: string;
  readonly local: string;
  /** Without declarations of namespaces. */
  readonly attributes: readonly { readonly namespace: string; readonly local: string; readonly value: string }[];
  readonly elements: XmlElement[];
  /** The text that stands directly in it. */
  text: string;
}

const DEEPEST = 64;
const MOST_NODES = 20_000;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

class XmlFault extends Error {}

/**
 * The outermost element of an XML 1.0 document, read strictly: well-formed also by Namespaces in XML 1.0, without a document type (so that
 * there are no entities but the five of XML), in UTF-8. Comments and processing instructions are passed over, but for those in the middle of a text, of
 * which some servers read the beginning only. Depth and count are bounded.
 */
export function parseXml(text: string): XmlElement | { readonly fault: string } {
  try {
    return parse(text);
  } catch (error) {
    return { fault: error instanceof XmlFault ? error.message : 'must be well-formed XML' };
  }
}

function parse(text: string): XmlElement | { readonly fault: string } {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let nodes = 0;
  parser.on('error', () => {
    throw new XmlFault('must be well-formed XML');
  });
  parser.on('doctype', () => {
    throw new XmlFault('must not have a document type');
  });
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== undefined && version !== '1.0') throw new XmlFault('must be XML 1.0');
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw new XmlFault('must be UTF-8, and say no other encoding');
  });
  parser.on('opentagstart', () => {
    if (open.length >= DEEPEST) throw new XmlFault(`must not be nested deeper than ${DEEPEST} levels`);
    nodes = count(nodes);
  });
  parser.on('attribute', () => {
    nodes = count(nodes);
  });
  parser.on('opentag', (tag) => {
    const element = elementOf(tag);
    if (root === undefined) root = element;
    open.at(-1)?.elements.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  /** The element whose text was broken off by a comment. */
  let interrupted: XmlElement | undefined;
  const interrupt = (): void => {
    const element = open.at(-1);
    if (element !== undefined && element.text.trim() !== '') interrupted = element;
  };
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element === undefined) return;
    if (element === interrupted && part.trim() !== '') throw new XmlFault('must not have comments or instructions in the middle of a text');
    element.text += part;
  };
  parser.on('comment', interrupt);
  parser.on('processinginstruction', interrupt);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return root ?? { fault: 'must be well-formed XML' };
}

function count(nodes: number): number {
  if (nodes >= MOST_NODES) throw new XmlFault(`must not have more than ${MOST_NODES} elements and attributes`);
  return nodes + 1;
}

function elementOf({ uri, local, attributes }: SaxesTagNS): XmlElement {
  return {
    namespace: uri,
    local,
    attributes: Object.values(attributes)
      .filter((attribute) => attribute.uri !== XMLNS)
      .map((attribute) => ({ namespace: attribute.uri, local: attribute.local, value: attribute.value })),
    elements: [],
    text: '',
  };
}
