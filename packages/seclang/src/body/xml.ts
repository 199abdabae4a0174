import { SaxesParser } from 'saxes';

import { BodyError, messageOf } from './body-error.ts';
import { type XmlDocument, XmlDocumentBuilder } from './xml-document.ts';
import { decodeXml } from './xml-encoding.ts';

export interface XmlLimits {
  /** Elements inside of each other at most. */
  readonly depth: number;
  /** Elements and attributes at most. */
  readonly nodes: number;
  /** Whether to keep the document for paths to select from. */
  readonly document: boolean;
}

export interface XmlBody {
  /** `XML:/*`: the text of the whole document, parts of it next to each other; without comments and instructions. */
  readonly text: string;
  /** `XML://@*`: the values of all attributes, in the document's order; declarations of namespaces are none. */
  readonly attributes: readonly string[];
  /** Where it is asked for. */
  readonly document?: XmlDocument;
  /** What is wrong with the document, or which limit it exceeds. What was read before it is given all the same. */
  readonly error?: string;
}

const DEFAULT_XML_LIMITS: XmlLimits = { depth: 256, nodes: 20_000, document: false };

/**
 * Reads an XML document, a byte string, strictly. A document type is refused, so that there are no entities but the five of XML and no
 * references to the outside. Text is UTF-8 again, as a byte string. Never throws; linear in the document's length.
 */
export function parseXml(body: string, limits: Partial<XmlLimits> = {}): XmlBody {
  const asked = { ...DEFAULT_XML_LIMITS, ...limits };
  const collected: Collected = { text: '', attributes: [], builder: asked.document ? new XmlDocumentBuilder() : undefined };
  const error = messageOf(() => collect(decodeXml(body), asked, collected));
  return {
    text: toBytes(collected.text),
    attributes: collected.attributes.map(toBytes),
    ...(collected.builder === undefined ? {} : { document: collected.builder.document() }),
    ...(error === undefined ? {} : { error }),
  };
}

interface Collected {
  text: string;
  readonly attributes: string[];
  readonly builder: XmlDocumentBuilder | undefined;
}

/** The text of an element counts in each element around it: so many times the document's length is as much as paths may select. */
const MOST_REPETITIONS = 16;
const FREE_TEXT_LENGTH = 1 << 20;

function collect(document: string, limits: XmlLimits, into: Collected): void {
  const parser = new SaxesParser({ position: false });
  const { builder } = into;
  let repeated = 0;
  let depth = 0;
  let nodes = 0;
  const count = (): void => {
    if (++nodes > limits.nodes) throw new BodyError(`The XML document has more than ${limits.nodes} elements and attributes`);
  };
  const addText = (text: string): void => {
    if (depth === 0) return;
    into.text += text;
    if (builder === undefined) return;
    builder.addText(text);
    repeated += text.length * depth;
    if (repeated > FREE_TEXT_LENGTH + MOST_REPETITIONS * document.length) {
      throw new BodyError('The XML document holds too much text at great depth for rules that select from it by paths');
    }
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
  if (builder !== undefined) parser.on('opentag', ({ name, attributes }) => builder.open(name, Object.entries(attributes)));
  parser.on('closetag', () => {
    depth--;
    builder?.close();
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(document).close();
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
