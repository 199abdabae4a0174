import type { Data, DataObject } from '../document/data.ts';
import { SchemaCompiler } from './compile.ts';
import { describeErrors } from './describe.ts';
import type { Dialect } from './dialect.ts';
import { Run, type RunOptions, TooManySteps } from './run.ts';
import type { DescribedError } from './schema-error.ts';
import { type Usability, UsabilityCheck } from './usable.ts';

/** For all values together, of a document. */
const MOST_STEPS = 30_000_000;
const MOST_STEPS_EACH = 300_000;

const NONE: readonly DescribedError[] = [];

/** Checks values against schemas of one dialect, and tells what is wrong in Spectral's words. */
export class SchemaValidator {
  readonly #usability: UsabilityCheck;
  readonly #compiler: SchemaCompiler;
  readonly #usable = new Map<object, Usability>();
  #stepsLeft = MOST_STEPS;

  constructor(dialect: Dialect, nullable: readonly string[] = ['nullable']) {
    this.#usability = new UsabilityCheck(dialect, nullable);
    this.#compiler = new SchemaCompiler(dialect, { nullable });
  }

  usability(schema: DataObject): Usability {
    let usable = this.#usable.get(schema);
    if (!usable) {
      usable = this.#usability.of(schema);
      this.#usable.set(schema, usable);
    }
    return usable;
  }

  /** `name` is what the value is called: the last key of its path. */
  check(schema: DataObject, value: Data, name: string | undefined, options: RunOptions): readonly DescribedError[] {
    const usable = this.usability(schema);
    if (usable.kind === 'wrong') return [{ message: usable.message, within: [] }];
    if (usable.kind === 'incomplete') return NONE;
    const run = new Run({ ...options, steps: Math.min(MOST_STEPS_EACH, this.#stepsLeft) });
    try {
      if (this.#compiler.compile(schema)(value, run, undefined, undefined)) return NONE;
    } catch (error) {
      if (error instanceof TooManySteps) return NONE;
      throw error;
    } finally {
      this.#stepsLeft -= run.steps;
    }
    return describeErrors(run.errors, { value, name });
  }
}
