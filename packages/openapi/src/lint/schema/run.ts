import type { SchemaError } from './schema-error.ts';

/** Keys that lead to a value, the last one first. */
export interface InstancePath {
  readonly parent: InstancePath | undefined;
  readonly key: string | number;
}

export interface RunOptions {
  /** Report everything that is wrong instead of the first thing. */
  readonly allErrors: boolean;
  /** Properties that only answers, or only requests, have need not be there. */
  readonly relaxes?: { readonly readOnly: boolean; readonly writeOnly: boolean };
  /** Whether `type` is said to allow null as well where the schema is `nullable`. */
  readonly tellsNullable?: boolean;
  /** What it may cost. */
  readonly steps?: number;
  /** Values that fitted before, by the check that they fitted: they are not looked at again. For checks that depend on the value alone. */
  readonly fitted?: Map<object, WeakSet<object>>;
}

/** Checking took more steps than it may. */
export class TooManySteps extends Error {}

const MOST_STEPS = 500_000;
/** Each level takes several frames of the stack. */
const DEEPEST = 250;

/** One check of one value. */
export class Run {
  errors: SchemaError[] = [];
  allErrors: boolean;
  readonly relaxes: RunOptions['relaxes'];
  readonly tellsNullable: boolean;
  /** Levels of `anyOf`, `oneOf`, `not` and `if`: an error in them is not yet an error of the whole. */
  composite = 0;
  /** Levels of `not`. */
  negated = 0;
  depth = 0;
  /** What `$dynamicRef` leads to: the outermost schema with its anchor. */
  dynamic: object | undefined;
  readonly fitted: RunOptions['fitted'];
  readonly #mostSteps: number;
  #steps = 0;

  constructor(options: RunOptions) {
    this.allErrors = options.allErrors;
    this.relaxes = options.relaxes;
    this.tellsNullable = options.tellsNullable === true;
    this.fitted = options.fitted;
    this.#mostSteps = options.steps ?? MOST_STEPS;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Whether the first error is the last one that counts. */
  get stopsAtFirst(): boolean {
    return !this.allErrors;
  }

  step(): void {
    this.#steps += 1;
    if (this.#steps > this.#mostSteps || this.depth > DEEPEST) throw new TooManySteps();
  }

  /** Notes an error. Always false: the value does not fit. */
  fail(path: InstancePath | undefined, keyword: string, message: string, params: Readonly<Record<string, unknown>> = {}): false {
    this.errors.push({ keyword, instancePath: pointer(path), params, message });
    return false;
  }

  /** Runs a part whose errors may be dropped. */
  tentatively(check: () => boolean): boolean {
    this.composite += 1;
    const fits = check();
    this.composite -= 1;
    return fits;
  }

  forget(since: number): void {
    this.errors.length = since;
  }
}

export function pointer(path: InstancePath | undefined): string {
  const segments: string[] = [];
  for (let at = path; at; at = at.parent) segments.push(`/${String(at.key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return segments.reverse().join('');
}
