import type { Argument } from './argument.ts';
import { BodyError } from './body-error.ts';
import { isSpace } from './multipart-characters.ts';
import { type Disposition, readDisposition } from './multipart-disposition.ts';
import type { MultipartFlags } from './multipart-flags.ts';
import { PartHeaders } from './multipart-headers.ts';
import { type Line, linesOf } from './multipart-lines.ts';

export interface MultipartFile {
  /** The name of the part. */
  readonly name: string;
  readonly filename: string;
  /** The size of the whole file in bytes. */
  readonly size: number;
  /** The first bytes of the file, `fileContentBytes` at most. */
  readonly content: string;
}

/** Where a part stands in the body; offsets are in bytes. */
export interface MultipartPart {
  readonly name: string;
  /** Empty for a part that is no file. */
  readonly filename: string;
  /** The value of a header of the part, by its name in lower case. */
  header(name: string): string | undefined;
  /** Its boundary. */
  readonly boundaryStart: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

export interface MultipartLimits {
  /** Parts at most, files among them. */
  readonly parts: number;
  /** Files at most; further ones are left out, and flagged. */
  readonly files: number;
  /** Bytes of each file that are kept. */
  readonly fileContentBytes: number;
}

export const DEFAULT_MULTIPART_LIMITS: MultipartLimits = { parts: 1000, files: 100, fileContentBytes: 0 };

interface Part {
  readonly boundaryStart: number;
  readonly headers: PartHeaders;
  /** Set behind the empty line that ends the headers. */
  disposition: Disposition | undefined;
  dataStart: number;
  /** Behind the last byte of data, without the line break that belongs to the boundary. */
  dataEnd: number;
}

/** Reads the parts of a body between its boundaries, line by line. */
export class MultipartReader {
  readonly arguments: Argument[] = [];
  readonly files: MultipartFile[] = [];
  readonly partHeaders: Argument[] = [];
  readonly parts: MultipartPart[] = [];
  /** Where the final boundary begins. */
  finalBoundary = 0;
  readonly #body: string;
  readonly #delimiter: string;
  readonly #flags: MultipartFlags;
  readonly #limits: MultipartLimits;
  #part: Part | undefined;
  #boundaries = 0;
  #knownDelimiter = -1;

  constructor(body: string, boundary: string, flags: MultipartFlags, limits: MultipartLimits) {
    this.#body = body;
    this.#delimiter = `--${boundary}`;
    this.#flags = flags;
    this.#limits = limits;
  }

  /** Throws `BodyError` where the body is broken; what was read before stays. */
  run(): void {
    for (const line of linesOf(this.#body)) {
      if (this.#body.startsWith(this.#delimiter, line.start)) {
        if (this.#boundary(line)) {
          this.#flags.dataAfter ||= line.end < this.#body.length;
          return;
        }
      } else {
        this.#checkForBoundary(line);
        this.#content(line);
      }
    }
    if (this.#body === '') return;
    throw new BodyError(this.#boundaries === 0 ? 'The multipart body has no boundary' : 'The multipart body has no final boundary');
  }

  /** Takes a line that begins with the boundary; returns whether it is the final one. */
  #boundary(line: Line): boolean {
    const rest = this.#body.slice(line.start + this.#delimiter.length, line.textEnd);
    const isFinal = rest === '--';
    const hasEnd = line.end > line.textEnd;
    if ((rest !== '' && !isFinal) || (!hasEnd && !isFinal))
      throw new BodyError('A boundary of the multipart body is followed by other text');
    if (hasEnd) this.#noteLineEnd(line);
    if (this.#flags.unmatchedBoundary === 1) this.#flags.unmatchedBoundary = 2;
    this.#boundaries++;
    this.#finishPart();
    if (isFinal) this.finalBoundary = line.start;
    else this.#part = { boundaryStart: line.start, headers: new PartHeaders(), disposition: undefined, dataStart: 0, dataEnd: 0 };
    return isFinal;
  }

  #finishPart(): void {
    const part = this.#part;
    this.#part = undefined;
    if (part === undefined) return;
    if (part.disposition === undefined) {
      this.#flags.invalidPart = true;
      return;
    }
    if (this.arguments.length + this.files.length >= this.#limits.parts) {
      throw new BodyError(`The multipart body has more than ${this.#limits.parts} parts`);
    }
    const { name, filename } = part.disposition;
    this.partHeaders.push(...part.headers.lines().map((value) => ({ name, value })));
    const end = Math.max(part.dataStart, part.dataEnd);
    const { boundaryStart, dataStart, headers } = part;
    this.parts.push({ name, filename, header: (wanted) => headers.get(wanted), boundaryStart, dataStart, dataEnd: end });
    if (filename === '') {
      this.arguments.push({ name, value: this.#body.slice(part.dataStart, end) });
    } else if (this.files.length >= this.#limits.files) {
      this.#flags.fileLimitExceeded = true;
    } else {
      const contentEnd = Math.min(end, part.dataStart + this.#limits.fileContentBytes);
      this.files.push({ name, filename, size: end - part.dataStart, content: this.#body.slice(part.dataStart, contentEnd) });
    }
  }

  /** Takes a line that is no boundary. */
  #content(line: Line): void {
    const part = this.#part;
    if (part === undefined) {
      this.#flags.dataBefore = true;
    } else if (part.disposition !== undefined) {
      part.dataEnd = line.textEnd;
    } else {
      this.#noteLineEnd(line);
      if (line.textEnd > line.start) part.headers.add(this.#body.slice(line.start, line.textEnd), this.#flags);
      else this.#endHeaders(part, line.end);
    }
  }

  #endHeaders(part: Part, dataStart: number): void {
    const value = part.headers.get('content-disposition');
    if (value === undefined) throw new BodyError('A part has no Content-Disposition header');
    part.disposition = readDisposition(value, this.#flags);
    part.dataStart = dataStart;
    part.dataEnd = dataStart;
  }

  #noteLineEnd(line: Line): void {
    if (line.end - line.textEnd === 2) this.#flags.crlfLine = true;
    else this.#flags.lfLine = true;
  }

  /** Flags and refuses what another reader could take for a boundary. */
  #checkForBoundary(line: Line): void {
    const body = this.#body;
    if (!body.startsWith('--', line.start)) {
      if (this.#nextDelimiter(line.start) < line.textEnd) this.#flags.unmatchedBoundary = 1;
      return;
    }
    if (line.textEnd - line.start < 3) return;
    const boundary = this.#delimiter.slice(2);
    let text = line.start + 2;
    if (this.#flags.boundaryQuoted && body.startsWith(`"${boundary}`, text))
      throw new BodyError('A boundary of the multipart body is quoted');
    while (text < line.textEnd && isSpace(body.charCodeAt(text))) text++;
    if (text > line.start + 2 && body.startsWith(boundary, text))
      throw new BodyError('White space stands in a boundary of the multipart body');
    this.#flags.unmatchedBoundary = 1;
  }

  /** Where the next delimiter stands from an index on. The body is searched once, as the index only grows. */
  #nextDelimiter(start: number): number {
    if (this.#knownDelimiter < start) {
      const at = this.#body.indexOf(this.#delimiter, start);
      this.#knownDelimiter = at < 0 ? this.#body.length : at;
    }
    return this.#knownDelimiter;
  }
}
