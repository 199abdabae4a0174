import { camelCase, singular, upperFirst } from '../view/noun.ts';

const VERBS: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'head',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

/**
 * An id for an operation by its method and template alone, so that it stays when more traffic comes: `listOrders`, `getOrder`, `createOrderPayment`. An id
 * that is taken gets the names of the parameters behind it, and a number where that does not help.
 */
export function operationId(method: string, template: string, taken: ReadonlySet<string>): string {
  const id = idOf(method, template);
  if (!taken.has(id)) return id;
  const parameters = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => upperFirst(camelCase(name)));
  const long = parameters.length === 0 ? id : `${id}By${parameters.join('And')}`;
  let unique = long;
  for (let number = 2; taken.has(unique); number++) unique = `${long}${number}`;
  return unique;
}

function idOf(method: string, template: string): string {
  const segments = template.split('/').filter((segment) => segment !== '');
  const isItem = isParameter(segments.at(-1) ?? '');
  const words = segments.flatMap((segment, index) => {
    if (isParameter(segment)) return [];
    const text = segment.replaceAll(/\{[^{}]*\}/g, ' ');
    const isFollowed = isParameter(segments[index + 1] ?? '');
    const isLast = index === segments.length - 1;
    return [upperFirst(camelCase(isFollowed || (isLast && method === 'POST') ? singular(text) : text))];
  });
  const last = words.at(-1) ?? '';
  const verb = method === 'GET' && !isItem && /[^s]s$/.test(last) ? 'list' : (VERBS[method] ?? method.toLowerCase());
  const name = words.join('');
  return `${verb}${name === '' ? (isItem ? 'Item' : 'Root') : name}`;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}
