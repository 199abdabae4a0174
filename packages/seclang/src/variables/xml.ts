import type { XmlDocument } from '../body/xml-document.ts';
import type { VariableNode } from '../language/syntax.ts';
import { type Entry, NO_ENTRIES } from './entry.ts';
import type { Variable } from './variable.ts';
import { accepts, type PathStep, parseXmlPath } from './xml-path.ts';

/** The paths that need no document: all text, and all values of attributes. */
const COLLECTED: ReadonlyMap<string, 'text' | 'attributes'> = new Map([
  ['/*', 'text'],
  ['//@*', 'attributes'],
]);

/** Whether to select a variable takes the XML document itself. */
export function needsXmlDocument({ name, selector }: VariableNode): boolean {
  return name === 'XML' && selector.kind === 'path' && !COLLECTED.has(selector.path);
}

/** The variable `XML:path`. Throws an Error for a path that is not read. */
export function xmlVariable(path: string, namespaces: ReadonlyMap<string, string>): Variable {
  const shared = { name: 'XML', collection: true, stable: true, settledFrom: 2 };
  const collected = COLLECTED.get(path);
  if (collected !== undefined) return { ...shared, read: ({ body }) => entries(body.xml?.[collected]) };
  const steps = parseXmlPath(path, namespaces);
  return {
    ...shared,
    read: ({ body }) => (body.xml?.document === undefined ? NO_ENTRIES : entries(select(body.xml.document, steps).map(toBytes))),
  };
}

/**
 * What a path selects, in the order of the document. For each element it is known, as bits, which steps lead on to its children and which to
 * anything below it, so that one pass over the document is enough.
 */
function select(document: XmlDocument, steps: readonly PathStep[]): string[] {
  const last = steps.at(-1);
  const inner = last?.select === 'element' ? steps : steps.slice(0, -1);
  const { children, below } = reached(document, inner);
  const isEnd = (place: number, axis: 'child' | 'descendant'): boolean => {
    const bits = axis === 'child' ? children[place] : below[place];
    return (((bits ?? 0) >> inner.length) & 1) === 1;
  };
  const { text, elements, textNodes } = document;
  if (last?.select === 'text') {
    return textNodes.flatMap(({ parent, start, end }) => (isEnd(parent, last.axis) ? [text.slice(start, end)] : []));
  }
  if (last?.select === 'attribute') {
    return elements.flatMap(({ attributes }, place) =>
      isEnd(place, last.axis) ? attributes.flatMap((attribute) => (accepts(last, attribute) ? [attribute.value] : [])) : [],
    );
  }
  return elements.flatMap(({ textStart, textEnd }, place) => (isEnd(place, 'child') ? [text.slice(textStart, textEnd)] : []));
}

function reached({ elements, textNodes }: XmlDocument, steps: readonly PathStep[]): { children: Int32Array; below: Int32Array } {
  const withText = new Set(textNodes.map(({ parent }) => parent));
  const children = new Int32Array(elements.length);
  const below = new Int32Array(elements.length);
  for (const [place, element] of elements.entries()) {
    const child = element.parent === -1 ? 1 : (children[element.parent] as number);
    const descendant = element.parent === -1 ? 1 : (below[element.parent] as number);
    let bits = 0;
    for (const [index, step] of steps.entries()) {
      const possible = step.axis === 'child' ? child : descendant;
      const matches = accepts(step, element) && (!step.withText || withText.has(place));
      if (((possible >> index) & 1) === 1 && matches) bits |= 2 << index;
    }
    children[place] = bits;
    below[place] = descendant | bits;
  }
  return { children, below };
}

function entries(values: readonly string[] | undefined): readonly Entry[] {
  return values === undefined ? NO_ENTRIES : values.map((value) => ({ key: '', value }));
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
