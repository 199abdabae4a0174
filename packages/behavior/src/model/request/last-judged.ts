import type { ParameterProfile } from './parameter-profile.ts';
import type { ValueVerdict } from './value-model.ts';

/** What was found of the parameters beyond that is looked up again. */
const MOST = 512;
/** Instead of an oddity: the value was not judged, or judged without measuring how it is made. */
const NOT_JUDGED = -2;
const NOT_MEASURED = -1;

/** What was found of the parameters of the call that was judged last, so that it need not be looked up again when the call is learned. */
export class LastJudged {
  readonly #bits = new Float64Array(MOST).fill(NOT_JUDGED);
  readonly #hashes = new Uint32Array(MOST);
  readonly #profiles: (ParameterProfile | undefined)[] = Array.from({ length: MOST }, () => undefined);

  /** The value of this parameter is not judged. */
  skip(index: number): void {
    this.#bits[index] = NOT_JUDGED;
  }

  /** What was known of a parameter when it was judged, the hash of its value, and what was found. */
  note(index: number, profile: ParameterProfile | undefined, hash: number, { isMeasured, bits, isBeyond }: ValueVerdict): void {
    if (index >= MOST) return;
    this.#bits[index] = isMeasured && !isBeyond ? bits : NOT_MEASURED;
    this.#hashes[index] = hash;
    this.#profiles[index] = profile;
  }

  has(index: number): boolean {
    return (this.#bits[index] ?? NOT_JUDGED) !== NOT_JUDGED;
  }

  /** The oddity of a value; undefined where it was not measured, or few callers have gone so far. */
  bits(index: number): number | undefined {
    const bits = this.#bits[index] ?? NOT_JUDGED;
    return bits < 0 ? undefined : bits;
  }

  hash(index: number): number {
    return this.#hashes[index] ?? 0;
  }

  profile(index: number): ParameterProfile | undefined {
    return this.#profiles[index];
  }
}
