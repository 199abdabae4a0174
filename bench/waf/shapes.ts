import type { WafRequest } from './requests.ts';

/** A kind of hostile request, of any size. */
export interface Shape {
  readonly title: string;
  request(bytes: number): WafRequest;
}

/** What makes matchers, decoders and parsers that look back, or ahead, slow when it is repeated. */
const UNITS = ['\n', "'", '"', '/', '-', ' ', '\\', '(', '<', '&#', '%5c', '${', '../', '/*', '--', "' or ", 'a.', '<a ', '\n"', ';a='];
/** Bytes of a parameter: short enough to be many, long enough to stay below the limit of arguments. */
const PARAMETER_BYTES = 80;

/** Runs of one unit as a parameter of a form and in a string of JSON, and what is many or deep instead of long. */
export const shapes: readonly Shape[] = [
  ...UNITS.map((unit) =>
    shape(
      `form: many ${JSON.stringify(unit)}`,
      'application/x-www-form-urlencoded',
      (bytes) => `x=${encodeURIComponent(filled(unit, bytes))}`,
    ),
  ),
  ...UNITS.map((unit) =>
    shape(`JSON: many ${JSON.stringify(unit)}`, 'application/json', (bytes) => JSON.stringify({ x: filled(unit, bytes) })),
  ),
  shape('form: parameters of one name', 'application/x-www-form-urlencoded', (bytes) => filled(`id=${'1 or '.repeat(15)}&`, bytes)),
  shape('form: parameters of many names', 'application/x-www-form-urlencoded', (bytes) => parameters(bytes).join('&')),
  shape('JSON: members of many names', 'application/json', (bytes) =>
    JSON.stringify(Object.fromEntries(parameters(bytes).map((each) => each.split('=')))),
  ),
  shape(
    'JSON: lists inside of lists, again and again',
    'application/json',
    (bytes) =>
      `[${parameters(bytes)
        .map(() => nested(PARAMETER_BYTES))
        .join(',')}]`,
  ),
];

function shape(title: string, contentType: string, body: (bytes: number) => string): Shape {
  return {
    title,
    request: (bytes) => {
      const text = body(bytes);
      const headers = [
        ['Host', 'shop.example.com'],
        ['User-Agent', 'shapes'],
        ['Content-Type', contentType],
        ['Content-Length', String(text.length)],
      ] as const;
      return { id: title, title, method: 'POST', uri: '/', headers, body: text };
    },
  };
}

function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / unit.length));
}

function parameters(bytes: number): string[] {
  const names = Array.from({ length: Math.floor(bytes / PARAMETER_BYTES) }, (_, index) => `p${index}=`);
  return names.map((name) => name + "' or 1 ".repeat(20).slice(0, PARAMETER_BYTES - name.length - 1));
}

function nested(bytes: number): string {
  const depth = Math.floor(bytes / 2);
  return `${'['.repeat(depth)}1${']'.repeat(depth)}`;
}
