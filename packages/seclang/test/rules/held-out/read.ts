import { readdirSync, readFileSync } from 'node:fs';

import type { RuleCase } from '../cases.ts';
import { percentEncoded } from '../send.ts';

/** A request of the lists, and the line it was made of. */
export interface HeldOut {
  readonly file: string;
  readonly place: string;
  readonly line: string;
  readonly request: RuleCase;
}

/** The requests of one of the two folders, in the order of files and lines; byte strings (UTF-8). */
export function heldOut(folder: 'attacks' | 'honest'): readonly HeldOut[] {
  const directory = new URL(`${folder}/`, import.meta.url);
  return readdirSync(directory)
    .toSorted()
    .flatMap((file) => {
      let heading = '';
      return readFileSync(new URL(file, directory), 'utf8')
        .replace(/\n$/, '')
        .split('\n')
        .flatMap((line) => {
          if (!isHeading(line)) return [{ file, place: heading, line, request: requestWith(heading, bytes(line)) }];
          heading = line.slice(1);
          return [];
        });
    });
}

function isHeading(line: string): boolean {
  return line.startsWith('@') && Object.hasOwn(PLACES, line.slice(1).split(' ')[0] ?? '');
}

function requestWith(heading: string, text: string): RuleCase {
  const space = `${heading} `.indexOf(' ');
  const name = heading.slice(space + 1) || 'q';
  const place = PLACES[heading.slice(0, space)];
  if (place === undefined) throw new Error(`@${heading} is no place of the lists`);
  return place(text, name);
}

const PLACES: Readonly<Record<string, (text: string, name: string) => RuleCase>> = {
  query: (text, name) => ({ target: `/v1/items?${name}=${percentEncoded(text)}` }),
  form: (text, name) => ({ body: `${name}=${percentEncoded(text)}` }),
  json: (text, name) => body('application/json', JSON.stringify({ [name]: text })),
  xml: (text) => body('application/xml', `<a>${text.replaceAll('<', '&lt;')}</a>`),
  multipart: (text, name) =>
    body('multipart/form-data; boundary=b0', `--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n--b0--\r\n`),
  cookie: (text, name) => ({ headers: { Cookie: `${name}=${text}` } }),
  header: (text, name) => ({ headers: { [name]: text } }),
  path: (text) => ({ target: `/v1/items/${text.replaceAll(' ', '%20')}` }),
  path2: (text) => ({ target: `/v1/${text.replaceAll(' ', '%20')}` }),
  target: (text) => ({ target: text.replaceAll(' ', '%20') }),
  body: (text, name) => body(name, text),
};

function body(type: string, text: string): RuleCase {
  return { body: text, headers: { 'Content-Type': type } };
}

function bytes(line: string): string {
  return Buffer.from(line.replaceAll('␍', '\r').replaceAll('↵', '\n').replaceAll('␉', '\t'), 'utf8').toString('latin1');
}
