/** A name with the namespace it belongs to; an empty one for names in none. */
export interface XmlName {
  readonly namespace: string;
  readonly local: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

/** An element; its text, that of the elements in it among it, is a part of the document's. */
export interface XmlElement extends XmlName {
  /** Its place among the elements of the document; -1 for the outermost. */
  readonly parent: number;
  readonly textStart: number;
  textEnd: number;
  readonly attributes: readonly XmlAttribute[];
}

/** Text that stands directly in an element, as far as no other element interrupts it. */
export interface XmlTextNode {
  readonly parent: number;
  readonly start: number;
  end: number;
}

/** What paths select from: elements and text in the order of the document. */
export interface XmlDocument {
  readonly text: string;
  readonly elements: readonly XmlElement[];
  readonly textNodes: readonly XmlTextNode[];
}

/** The prefixes that one element declares, and those around it. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** Puts a document together while it is parsed; namespaces are resolved as in Namespaces in XML 1.0, a prefix without one is its own. */
export class XmlDocumentBuilder {
  readonly #elements: XmlElement[] = [];
  readonly #textNodes: XmlTextNode[] = [];
  readonly #open: { readonly place: number; readonly scope: Scope | undefined }[] = [];
  #text = '';
  /** Whether text goes on with the node of text before it: nothing but comments stood between. */
  #continues = false;

  open(name: string, written: readonly (readonly [name: string, value: string])[]): void {
    const outer = this.#open.at(-1);
    const declared = new Map(written.flatMap(([key, value]) => (isDeclaration(key) ? [[prefixOf(key), value] as const] : [])));
    const scope = declared.size === 0 ? outer?.scope : { declared, outer: outer?.scope };
    const attributes = written
      .filter(([key]) => !isDeclaration(key))
      .map(([key, value]) => ({ ...resolve(key, key.includes(':') ? scope : undefined), value }));
    const textStart = this.#text.length;
    this.#continues = false;
    this.#elements.push({ ...resolve(name, scope), parent: outer?.place ?? -1, textStart, textEnd: textStart, attributes });
    this.#open.push({ place: this.#elements.length - 1, scope });
  }

  addText(text: string): void {
    const parent = this.#open.at(-1)?.place;
    if (parent === undefined || text === '') return;
    const start = this.#text.length;
    this.#text += text;
    const last = this.#textNodes.at(-1);
    if (this.#continues && last !== undefined) last.end = this.#text.length;
    else this.#textNodes.push({ parent, start, end: this.#text.length });
    this.#continues = true;
  }

  close(): void {
    this.#continues = false;
    const element = this.#elements[this.#open.pop()?.place ?? -1];
    if (element !== undefined) element.textEnd = this.#text.length;
  }

  /** The document as far as it was read; what is still open ends here. */
  document(): XmlDocument {
    while (this.#open.length > 0) this.close();
    return { text: this.#text, elements: this.#elements, textNodes: this.#textNodes };
  }
}

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

function prefixOf(declaration: string): string {
  return declaration === 'xmlns' ? '' : declaration.slice('xmlns:'.length);
}

function resolve(name: string, scope: Scope | undefined): XmlName {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  if (prefix === 'xml') return { namespace: XML_NAMESPACE, local: name.slice(colon + 1) };
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.declared.get(prefix);
    if (namespace !== undefined) return { namespace, local: name.slice(colon + 1) };
  }
  return { namespace: prefix, local: name.slice(colon + 1) };
}
