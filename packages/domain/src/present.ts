type Present<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> };

/** The values that are neither undefined nor null: the optional fields of a record, as they are there. */
export function present<Values extends Readonly<Record<string, unknown>>>(values: Values): Present<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)) as Present<Values>;
}
