import { boundedName } from './bounded-name.ts';

const MOST_SEGMENTS = 64;
const MOST_REMEMBERED = 5000;

interface TemplateParts {
  /** Names of parameters by segment; undefined for literal segments. */
  readonly names: readonly (string | undefined)[];
}

/** Finds the values of path parameters by templates of definitions; remembers how templates are made. */
export class TemplateValues {
  readonly #parts = new Map<string, TemplateParts>();

  /** The values that stand for whole segments of the template, as sent. A base path before the template is passed over. */
  each(path: string, template: string, visit: (name: string, value: string) => void): void {
    const { names } = this.#partsOf(template);
    if (names.length === 0) return;
    const segments = path.split('/', MOST_SEGMENTS);
    const offset = segments.length - names.length;
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      const value = segments[index + offset];
      if (name !== undefined && value !== undefined && value !== '') visit(name, value);
    }
  }

  #partsOf(template: string): TemplateParts {
    const known = this.#parts.get(template);
    if (known !== undefined) return known;
    const parts = { names: template.includes('{') ? template.split('/', MOST_SEGMENTS).map(nameOf) : [] };
    if (this.#parts.size < MOST_REMEMBERED) this.#parts.set(template, parts);
    return parts;
  }
}

function nameOf(segment: string): string | undefined {
  return segment.startsWith('{') && segment.endsWith('}') ? boundedName(segment.slice(1, -1)) : undefined;
}
