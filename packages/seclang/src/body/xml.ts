import { SaxesParser } from 'saxes';

import { BodyError, messageOf } from './body-error.ts';
import { decodeXml } from './xml-encoding.ts';

export interface XmlLimits {
  /** Elements inside of each other at most. */
  readonly depth: number;
  /** Elements and attributes at most. */
  readonly nodes: number;
}

export interface XmlBody {
  /** `XML:/*`: the text of the whole document, parts of it next to each other; without comments and instructions. */
  readonly text: string;
  /** `XML://@*`: the values of all attributes, in the document's order; declarations of namespaces are none. */
  readonly attributes: readonly string[];
  /** What is wrong with the document, or which limit it exceeds. What was read before it is given all the same. */
  readonly error?: string;
}

const DEFAULT_XML_LIMITS: XmlLimits = { depth: 256, nodes: 20_000 };

/**
 * Reads an XML document, a byte string, strictly. A document type is refused, so that there are no entities but the five of XML and no
 * references to the outside. Text is UTF-8 again, as a byte string. Never throws; linear in the document's length.
 */
export function parseXml(body: string, limits: Partial<XmlLimits> = {}): XmlBody {
  const collected: { text: string; attributes: string[] } = { text: '', attributes: [] };
  const error = messageOf(() => collect(decodeXml(body), { ...DEFAULT_XML_LIMITS, ...limits }, collected));
  return {
    text: toBytes(collected.text),
    attributes: collected.attributes.map(toBytes),
    ...(error === undefined ? {} : { error }),
  };
}

function collect(document: string, limits: XmlLimits, into: { text: string; attributes: string[] }): void {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let nodes = 0;
  const count = (): void => {
    if (++nodes > limits.nodes) throw new BodyError(`The XML document has more than ${limits.nodes} elements and attributes`);
  };
  const addText = (text: string): void => {
    if (depth > 0) into.text += text;
  };
  parser.on('error', (error) => {
    throw new BodyError(`The XML document is not well-formed: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw new BodyError('The XML document has a document type, which is refused: send it without <!DOCTYPE');
  });
  parser.on('opentagstart', () => {
    count();
    if (++depth > limits.depth) throw new BodyError(`The XML document is nested deeper than ${limits.depth} levels`);
  });
  parser.on('attribute', ({ name, value }) => {
    count();
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) into.attributes.push(value);
  });
  parser.on('closetag', () => {
    depth--;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(document).close();
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
