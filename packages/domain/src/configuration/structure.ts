import { type Alias, type Document, isAlias, isCollection, isMap, isNode, isScalar, type Node, type Pair } from 'yaml';

/** Something that is YAML, but that no configuration may contain. */
export interface StructureFault {
  readonly offset: number | undefined;
  readonly message: string;
  readonly hint?: string;
}

export interface Structure {
  readonly faults: readonly StructureFault[];
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

/** The kinds of value that JSON has. */
const KNOWN_TAGS = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;
const DEEPEST = 64;
const MOST_ALIASES = 1000;
const MOST_ANCHORS = 1000;
const MOST_VALUES = 1_000_000;

/**
 * The faults that would mislead or exhaust whatever reads the document as plain objects: a key that is not text, stands twice, or is
 * `__proto__` (plain objects lose it, so that what stands below would silently not apply); an alias without an anchor before it or inside
 * of what it names; too many levels, aliases, or values once aliases are expanded. Takes time linear in the document as written.
 */
export function examineStructure(document: Document): Structure {
  const faults: StructureFault[] = [];
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  /** How many values a finished node stands for; 0 while it is being visited. */
  const sizes = new Map<Node, number>();

  const fault = (node: unknown, message: string, hint?: string): 0 => {
    faults.push({ offset: isNode(node) ? node.range?.[0] : undefined, message, ...(hint !== undefined && { hint }) });
    return 0;
  };

  const visit = (node: unknown, depth: number): number => {
    if (!isNode(node)) return 1;
    if (isAlias(node)) return follow(node);
    if (node.tag !== undefined && !KNOWN_TAGS.test(node.tag))
      return fault(node, 'this tag is not allowed', 'put text that begins with ! in quotes');
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    sizes.set(node, 0);
    let size = 1;
    if (isCollection(node)) {
      if (depth >= DEEPEST) return fault(node, `the document is nested more than ${DEEPEST} levels deep`);
      if (isMap(node)) checkKeys(node.items);
      for (const item of node.items) size += visit(isMap(node) ? (item as Pair).value : item, depth + 1);
    }
    sizes.set(node, size);
    return size;
  };

  const follow = (alias: Alias): number => {
    const target = anchors.get(alias.source);
    if (target === undefined) return fault(alias, 'this alias has no anchor before it', 'put text that begins with * in quotes');
    const size = sizes.get(target) ?? 0;
    if (size === 0) return fault(alias, 'this alias stands inside of what it names');
    targets.set(alias, target);
    return size;
  };

  const checkKeys = (pairs: readonly Pair[]): void => {
    const seen = new Set<string>();
    for (const { key } of pairs) {
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string') fault(key, 'a key must be plain text');
      else if (name === '__proto__') fault(key, '"__proto__" cannot be used as a name');
      else if (seen.has(name)) fault(key, `the key "${name}" stands twice`, 'remove one of them');
      else seen.add(name);
    }
  };

  const values = visit(document.contents, 0);
  if (values > MOST_VALUES) fault(document.contents, `the document holds more than ${MOST_VALUES} values once its aliases are expanded`);
  if (targets.size > MOST_ALIASES) fault(document.contents, `the document has more than ${MOST_ALIASES} aliases`);
  if (anchors.size > MOST_ANCHORS) fault(document.contents, `the document has more than ${MOST_ANCHORS} anchors`);
  return { faults, targets };
}
