const MOST_METHODS = 20;
const MOST_TEMPLATES = 20_000;
const names = new Map<string, Map<string, string>>();

/** `METHOD /template`, made once for each: equal names are then the same string, which tables find sooner. */
export function operationName(method: string, template: string): string {
  let byTemplate = names.get(method);
  if (byTemplate === undefined) {
    byTemplate = new Map();
    if (names.size < MOST_METHODS) names.set(method, byTemplate);
  }
  let name = byTemplate.get(template);
  if (name === undefined) {
    name = `${method} ${template}`;
    if (name.length > LONGEST) name = `${name.slice(0, LONGEST - 1)}…`;
    if (byTemplate.size < MOST_TEMPLATES) byTemplate.set(template, name);
  }
  return name;
}

/** What fits into a detection. */
const LONGEST = 300;
