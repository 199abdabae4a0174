import type { WafRequest } from './requests.ts';

/** Requests as lines: method, target, number of headers, a line for each name and each value, the body. Texts hold no line breaks. */
export function requestFile(requests: readonly WafRequest[]): string {
  const lines = requests.flatMap(({ method, uri, headers, body }) => [method, uri, String(headers.length), ...headers.flat(), body]);
  const broken = lines.find((line) => line.includes('\n'));
  if (broken !== undefined) throw new Error(`expected texts of one line, found ${JSON.stringify(broken.slice(0, 80))}`);
  return `${lines.join('\n')}\n`;
}
