/** A named value of a request, as byte strings. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}
