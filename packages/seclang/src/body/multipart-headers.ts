import { BodyError } from './body-error.ts';
import { isSpace } from './multipart-characters.ts';
import type { MultipartFlags } from './multipart-flags.ts';

const LONGEST_LINE = 4096;
const LONGEST_HEADER = 8192;
const MOST_HEADERS = 64;

interface Header {
  /** In lower case. */
  readonly name: string;
  readonly written: string;
  value: string;
}

/** The headers of one part, line by line. */
export class PartHeaders {
  readonly #headers: Header[] = [];

  /** Takes a line without its end. Throws `BodyError` for one that is no header, repeats one, or is too long. */
  add(line: string, flags: MultipartFlags): void {
    if (line.length > LONGEST_LINE) throw new BodyError(`A line of a part's headers is longer than ${LONGEST_LINE} bytes`);
    if (isSpace(line.charCodeAt(0))) {
      this.#fold(line, flags);
      return;
    }
    const colon = line.indexOf(':');
    if (colon < 0) throw new BodyError('A header of a part has no colon');
    if (colon === 0) throw new BodyError('A header of a part has no name');
    const written = line.slice(0, colon);
    const name = written.toLowerCase();
    if (this.#find(name) !== undefined) throw new BodyError('A part has two headers of the same name');
    if (this.#headers.length >= MOST_HEADERS) throw new BodyError(`A part has more than ${MOST_HEADERS} headers`);
    this.#headers.push({ name, written, value: trimStart(line.slice(colon + 1)) });
  }

  /** The value of the header with a name in lower case. */
  get(name: string): string | undefined {
    return this.#find(name)?.value;
  }

  /** Each header in one line, as `MULTIPART_PART_HEADERS` has it. */
  lines(): string[] {
    return this.#headers.map(({ written, value }) => `${written}: ${value}`);
  }

  #find(name: string): Header | undefined {
    return this.#headers.find((header) => header.name === name);
  }

  #fold(line: string, flags: MultipartFlags): void {
    flags.headerFolding = true;
    let start = 0;
    for (; isSpace(line.charCodeAt(start)); start++) {
      if (line[start] !== ' ' && line[start] !== '\t') flags.invalidHeaderFolding = true;
    }
    const last = this.#headers.at(-1);
    if (last === undefined) throw new BodyError('The first line of the headers of a part continues a header that is not there');
    last.value += ` ${line.slice(start)}`;
    if (last.value.length > LONGEST_HEADER) throw new BodyError(`A header of a part is longer than ${LONGEST_HEADER} bytes`);
  }
}

function trimStart(value: string): string {
  let start = 0;
  while (value[start] === ' ' || value[start] === '\t') start++;
  return value.slice(start);
}
