import type { SchemaError } from '../schema/messages.ts';
import type { Violation } from '../violation.ts';

/** Whether a body fits the definition. */
export type BodyVerdict =
  | {
      readonly kind: 'valid';
      /** Fields that have no place in the body and were let pass or taken out, as the options say. Absent where there are none. */
      readonly tolerated?: readonly Violation[];
      /** The body without the fields that were taken out: it fits, and is what is to be sent on. Absent where none were. */
      readonly replacement?: Uint8Array;
    }
  | { readonly kind: 'unsupported-media-type'; readonly expected: readonly string[] }
  | { readonly kind: 'invalid'; readonly violations: readonly Violation[] };

export const VALID: BodyVerdict = { kind: 'valid' };

export function invalid({ pointer, message }: SchemaError): BodyVerdict {
  return { kind: 'invalid', violations: [{ in: 'body', pointer, message }] };
}
