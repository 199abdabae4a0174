import { boundedName } from './bounded-name.ts';
import { LIMITS } from './limits.ts';

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
    name = boundedName(`${method} ${template}`, LIMITS.operationCharacters);
    // A path that nobody knows may be as long as a server takes it.
    if (template.length <= LIMITS.operationCharacters && byTemplate.size < MOST_TEMPLATES) byTemplate.set(template, name);
  }
  return name;
}
