/** Places for values (members of bodies, parameters) that may still be made, over all endpoints. */
export interface Places {
  left: number;
}

/** What may still be spent on a body, and what came of it. */
export interface Spending {
  /** Values of this body that may still be looked at. */
  values: number;
  /** Places that may still be made, in this body and all others. */
  readonly places: Places;
  /** Something was unlike what was seen before. */
  changed: boolean;
  /** Something was passed over, as a bound was reached. */
  cut: boolean;
}
