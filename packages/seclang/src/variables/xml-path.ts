import type { XmlName } from '../body/xml-document.ts';

/** One step of a path: to a child, or to anything below. */
export interface PathStep {
  readonly axis: 'child' | 'descendant';
  readonly select: 'element' | 'attribute' | 'text';
  /** Undefined for any namespace, or any name. */
  readonly namespace: string | undefined;
  readonly local: string | undefined;
  /** Only elements in which text stands directly. */
  readonly withText: boolean;
}

const MOST_STEPS = 16;
const NAME = '[\\p{L}_][\\p{L}\\p{N}_.-]*';
const STEP = new RegExp(
  `(//?)(?:(text\\(\\))|\\*\\[local-name\\(\\)=['"](${NAME})['"]\\]|(@?)(?:(${NAME}):)?(\\*|${NAME}))(\\[text\\(\\)\\])?(?=/|$)`,
  'uy',
);

/**
 * Reads a path into an XML body, the part of XPath 1.0 (section 2.5, abbreviated syntax) that needs no evaluation: `/a/b`, `//b`, `/a//@id`, `//*`,
 * `//p:b`, `/a/b/text()`, and the two
 * predicates in use, `[text()]` and `*[local-name()='b']`. As there, a name without prefix means names in no namespace. Rule
 * files are byte strings, names in them UTF-8. Throws an Error that says what is not read.
 */
export function parseXmlPath(written: string, namespaces: ReadonlyMap<string, string>): PathStep[] {
  const path = Buffer.from(written, 'latin1').toString('utf8');
  const steps: PathStep[] = [];
  for (let index = 0; index < path.length; index = STEP.lastIndex) {
    STEP.lastIndex = index;
    const found = STEP.exec(path);
    const before = steps.at(-1);
    if (found === null || (before !== undefined && before.select !== 'element') || steps.length >= MOST_STEPS) {
      throw new Error(
        `XML:${path} is not read from "${path.slice(index, index + 20)}" on; paths are made of at most ${MOST_STEPS} steps such as /a, //a, /*, /p:a and, at ` +
          "their end, /@a, //@* or /text(), with no predicates but [text()] and *[local-name()='a'], and no other functions or axes",
      );
    }
    const [, slashes, text, anywhere, at, prefix, name, predicate] = found;
    const select = text !== undefined ? 'text' : at === '@' ? 'attribute' : 'element';
    if (predicate !== undefined && select !== 'element') throw new Error(`XML:${path} asks for text within what holds none`);
    const test = anywhere === undefined ? nameTest(path, prefix, name, namespaces) : { namespace: undefined, local: anywhere };
    steps.push({ axis: slashes === '//' ? 'descendant' : 'child', select, ...test, withText: predicate !== undefined });
  }
  return steps;
}

/** Whether a step takes an element or attribute of that name. */
export function accepts(step: PathStep, { namespace, local }: XmlName): boolean {
  return (step.local === undefined || step.local === local) && (step.namespace === undefined || step.namespace === namespace);
}

function nameTest(
  path: string,
  prefix: string | undefined,
  name: string | undefined,
  namespaces: ReadonlyMap<string, string>,
): Pick<PathStep, 'namespace' | 'local'> {
  const local = name === '*' ? undefined : name;
  if (prefix === undefined) return { namespace: local === undefined ? undefined : '', local };
  const namespace = namespaces.get(prefix);
  if (namespace === undefined)
    throw new Error(`XML:${path} uses the prefix ${prefix}, which no action xmlns:${prefix}=… of the rule explains`);
  return { namespace, local };
}
