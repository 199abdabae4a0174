import { PatternError } from './pattern-error.ts';

/** Flags that hold where the reader stands. */
export interface Flags {
  readonly caseInsensitive: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
}

const MAX_PATTERN_CHARACTERS = 262_144;
const MAX_DEPTH = 200;

/** A cursor over the text of a pattern, with the flags and the groups seen so far. */
export class PatternReader {
  readonly source: string;
  offset = 0;
  flags: Flags;
  groups = 0;
  readonly names = new Map<string, number>();
  /** Groups the whole pattern has, counted ahead: decides between `\12` as a reference and as an octal byte. */
  readonly groupsInAll: number;
  #depth = 0;

  constructor(source: string, flags: Flags) {
    this.source = source;
    this.flags = flags;
    if (source.length > MAX_PATTERN_CHARACTERS) this.fail(`A pattern may have at most ${MAX_PATTERN_CHARACTERS} characters`);
    const foreign = source.search(/[^\x00-\xff]/);
    if (foreign >= 0) this.fail('Patterns are byte strings; write characters above \\xff as their UTF-8 bytes', foreign);
    this.groupsInAll = countGroups(source);
  }

  get done(): boolean {
    return this.offset >= this.source.length;
  }

  peek(ahead = 0): string {
    return this.source.charAt(this.offset + ahead);
  }

  take(): string {
    if (this.done) this.fail('The pattern ends too early');
    return this.source.charAt(this.offset++);
  }

  /** Consumes `text` when it comes next. */
  skip(text: string): boolean {
    if (!this.source.startsWith(text, this.offset)) return false;
    this.offset += text.length;
    return true;
  }

  /** Consumes what a sticky expression finds here; rule text only, never request data. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.offset;
    const found = sticky.exec(this.source);
    if (found === null) return undefined;
    this.offset += found[0].length;
    return found;
  }

  /** Runs `inner` one level deeper, with the flags restored afterwards. */
  nested<Result>(inner: () => Result): Result {
    if (++this.#depth > MAX_DEPTH) this.fail(`Groups may be nested at most ${MAX_DEPTH} deep`);
    const outer = this.flags;
    const result = inner();
    this.flags = outer;
    this.#depth--;
    return result;
  }

  fail(problem: string, offset = this.offset): never {
    throw new PatternError(problem, this.source, offset);
  }
}

function countGroups(source: string): number {
  const tokens = source.matchAll(
    /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]|\((?!\?|\*)|\(\?P?<(?![=!])|\(\?'/g,
  );
  let count = 0;
  for (const [token] of tokens) if (token.startsWith('(')) count++;
  return count;
}
