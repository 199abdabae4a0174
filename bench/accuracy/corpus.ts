import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { type ReadRequest, readRequest } from '@airside/seclang';

/** One request, and what those who made the corpus say it is. */
export interface Sample {
  readonly request: ReadRequest;
  readonly isAttack: boolean;
  readonly category: string;
}

export interface Corpus {
  readonly name: string;
  readonly samples: readonly Sample[];
}

const REQUESTS = ['blazehttp_dev', 'csic_dev', 'atrdf1_dev'];
const VALUES = 'httpparams_train';

/** The corpora in a folder, and the files that are not there. Throws when one of them cannot be read. */
export function readCorpora(folder: string): { corpora: Corpus[]; missing: string[] } {
  const corpora: Corpus[] = [];
  const missing: string[] = [];
  for (const [name, file, read] of [
    ...REQUESTS.map((name) => [name, `${folder}/${name}.ndjson.gz`, requests] as const),
    [VALUES, `${folder}/${VALUES}.csv.gz`, values] as const,
  ]) {
    if (existsSync(file)) corpora.push({ name, samples: read(gunzipSync(readFileSync(file)).toString('latin1')) });
    else missing.push(file);
  }
  return { corpora, missing };
}

/** Lines of JSON, each with a label, a category, and a whole request in base64. */
function requests(text: string): Sample[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { label, cat, raw } = JSON.parse(line) as { label: number; cat: string; raw: string };
      return { request: readRequest(Buffer.from(raw, 'base64').toString('latin1')), isAttack: label === 1, category: cat };
    });
}

/** Rows of a CSV file whose fields are all in quotes (RFC 4180): the first is the value of a parameter, the last but one its type. */
function values(text: string): Sample[] {
  return text
    .split(/"\r?\n/u)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.slice(1).split('","'))
    .map((fields) => {
      const value = (fields[0] ?? '').replaceAll('""', '"');
      const category = fields.at(-2) ?? '';
      return { request: requestWith(value), isAttack: category !== 'norm', category };
    });
}

function requestWith(value: string): ReadRequest {
  const encoded = Buffer.from(value, 'latin1').reduce((text, byte) => `${text}%${byte.toString(16).padStart(2, '0')}`, '');
  return readRequest(`GET /v1/items?q=${encoded} HTTP/1.1\r\nHost: api.example\r\nAccept: application/json\r\n\r\n`);
}
