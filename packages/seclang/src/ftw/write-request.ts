import type { StageInput } from './test-case.ts';

/** The bytes go-ftw would send: headers as given, and unless the test forbids it Content-Type, Content-Length and Connection where missing. */
export function writeRequest(input: StageInput): string {
  if (input.encoded !== undefined) return input.encoded;
  const headers = [...input.headers];
  const value = (wanted: string): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const complete = (name: string, content: string): void => {
    if (value(name.toLowerCase()) === undefined) headers.push([name, content]);
  };
  let data = input.data;
  if (input.completesHeaders && data !== '') {
    complete('Content-Type', 'application/x-www-form-urlencoded');
    if (value('content-type') === 'application/x-www-form-urlencoded') data = encodedForm(data);
  }
  if (value('content-type')?.startsWith('multipart/form-data;') === true) data = data.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');
  if (input.completesHeaders) {
    if (data !== '') complete('Content-Length', String(data.length));
    complete('Connection', 'close');
  }
  const head = headers.map(([name, content]) => `${name}: ${content}\r\n`).join('');
  return `${input.method} ${Buffer.from(input.uri, 'utf8').toString('latin1')} ${input.version}\r\n${head}\r\n${data}`;
}

/** go-ftw encodes a form that has nothing encoded in it, with its fields sorted by name; one that holds a semicolon stays as it is. */
function encodedForm(data: string): string {
  if (/[%+;]/.test(data)) return data;
  const pairs = data
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1 ? ([pair, ''] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const);
    });
  const names = [...new Set(pairs.map(([name]) => name))].sort();
  return names
    .flatMap((name) => pairs.filter((pair) => pair[0] === name).map((pair) => `${percentEncoded(name)}=${percentEncoded(pair[1])}`))
    .join('&');
}

function percentEncoded(text: string): string {
  let escaped = '';
  for (const character of text) {
    if (/[A-Za-z0-9_.~-]/.test(character)) escaped += character;
    else escaped += character === ' ' ? '+' : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}
