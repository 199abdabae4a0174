import { located, numbered } from './learned-operations.ts';

const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

/**
 * What holds an operation to so many requests a minute of each caller, to be pasted into `airside.yaml`: a profile that says nothing else, and reports at first. Null for
 * methods that OpenAPI 3.1 does not have. Names are quoted as in JSON, which YAML takes: they are what somebody sent.
 */
export function limitConfiguration(api: string, operation: string, limit: number): string | null {
  const { method, template } = located(numbered(operation));
  if (!METHODS.has(method)) return null;
  const parameters = [...template.matchAll(/\{([^{}]*)\}/g)].map(
    ([, name = '']) => `{ name: ${JSON.stringify(name)}, in: path, required: true, schema: {} }`,
  );
  return [
    'apis:',
    `  ${JSON.stringify(api)}:`,
    '    policies:',
    '      profile:',
    '        limits: report # enforce, once that has touched nobody',
    '        inline:',
    '          openapi: 3.1.0',
    "          info: { title: Limits, version: '1' }",
    '          paths:',
    `            ${JSON.stringify(template)}:`,
    `              ${method.toLowerCase()}:`,
    ...(parameters.length === 0 ? [] : [`                parameters: [${parameters.join(', ')}]`]),
    `                x-airside-limits: [{ counts: requests, limit: ${limit}, window: 1m }]`,
    '                responses: { default: { description: Any } }',
  ].join('\n');
}
