import { normaliseLiteral } from './normalise.ts';

/**
 * One segment of a path template. `literals` are the normalised texts around its parameters: one more than there are parameters, so a
 * segment without parameters is its one literal, and `{id}` has two that are empty.
 */
export interface SegmentTemplate {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** The segments of a path template, or what is wrong with it (OpenAPI 3.1 section 4.8.8.2). */
export function parseTemplate(template: string): { readonly segments: readonly SegmentTemplate[] } | { readonly problem: string } {
  if (!template.startsWith('/')) return { problem: 'a path does not start with a slash' };
  if (/[?#]/.test(template)) return { problem: 'a path contains a query or a fragment' };
  const segments: SegmentTemplate[] = [];
  for (const text of splitSegments(template)) {
    const segment = parseSegment(text);
    if ('problem' in segment) return segment;
    segments.push(segment);
  }
  return { segments };
}

/** Two templates with the same shape match the same paths: names do not matter. */
export function shapeOf(segments: readonly SegmentTemplate[]): string {
  return segments.map((segment) => segment.literals.join('{}')).join('/');
}

function splitSegments(template: string): readonly string[] {
  return template.slice(1).split('/');
}

function parseSegment(text: string): SegmentTemplate | { readonly problem: string } {
  const literals: string[] = [];
  const names: string[] = [];
  let at = 0;
  for (let open = text.indexOf('{'); open !== -1; open = text.indexOf('{', at)) {
    const close = text.indexOf('}', open);
    const name = text.slice(open + 1, close === -1 ? undefined : close);
    if (close === -1 || name.includes('{')) return { problem: 'a path has a brace that is not closed' };
    if (name === '') return { problem: 'a path has a parameter without a name' };
    if (names.length > 0 && open === at) return { problem: 'a path has two parameters with nothing between them' };
    literals.push(normaliseLiteral(text.slice(at, open)));
    names.push(name);
    at = close + 1;
  }
  const rest = text.slice(at);
  if (rest.includes('}') || literals.some((literal) => literal.includes('%7D')))
    return { problem: 'a path has a brace that was not opened' };
  literals.push(normaliseLiteral(rest));
  return { literals, names };
}
