import { inspect } from 'node:util';

import { z } from 'zod';

/** A value that must never be printed, logged or serialised. In a file it may stand only as a reference (see `references.ts`). */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return 'Secret(***)';
  }
}

/** A field that holds a secret of at least `minLength` characters. */
export function secret(minLength: number): z.ZodType<Secret, string> {
  return z
    .string()
    .min(minLength, { error: `expected a secret of at least ${minLength} characters` })
    .meta({ 'x-secret': true })
    .transform((value) => new Secret(value));
}
