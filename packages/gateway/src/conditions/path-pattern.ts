/** Whether a template of a definition is the one that a pattern names, whatever its parameters are called; `/**` at the end takes in all below. */
export function templateTest(pattern: string): (template: string) => boolean {
  const { path, isOpen } = partsOf(pattern);
  const shape = shapeOf(path);
  return (template) => {
    const other = shapeOf(template);
    return other === shape || (isOpen && other.startsWith(`${shape}/`));
  };
}

/**
 * Whether a path (in normal form) fits a pattern: `{name}` stands for one segment. With `lenient`, letter case, a slash at the end and matrix
 * parameters make no difference: many upstreams do not tell such paths apart.
 */
export function pathTest(pattern: string, lenient: boolean): (path: string) => boolean {
  const { path, isOpen } = partsOf(pattern);
  const wanted = segmentsOf(path, lenient).map((segment) => (/^\{[^{}]*\}$/.test(segment) ? undefined : segment));
  return (actual) => {
    const segments = segmentsOf(actual, lenient);
    if (segments.length < wanted.length || (segments.length > wanted.length && !isOpen)) return false;
    return wanted.every((segment, index) => segment === undefined || segment === segments[index]);
  };
}

function partsOf(pattern: string): { readonly path: string; readonly isOpen: boolean } {
  return pattern.endsWith('/**') ? { path: pattern.slice(0, -3), isOpen: true } : { path: pattern, isOpen: false };
}

function shapeOf(template: string): string {
  return template.replaceAll(/\{[^{}]*\}/g, '{}');
}

function segmentsOf(path: string, lenient: boolean): readonly string[] {
  const segments = path === '' ? [] : path.slice(1).split('/');
  if (!lenient) return segments;
  const plain = segments.map((segment) => (segment.split(/;|%3B/, 1)[0] ?? '').toLowerCase());
  while (plain.at(-1) === '') plain.pop();
  return plain;
}
