import { StoreUnavailableError } from '../../../store-unavailable-error.ts';

type Present<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> };

/** The values that are not null: optional fields of a record. */
export function present<Values extends Readonly<Record<string, unknown>>>(values: Values): Present<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Present<Values>;
}

/** A list, or whatever JSON was written, from its column. Throws `StoreUnavailableError` where it is no JSON. */
export function fromJson<Value>(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new StoreUnavailableError('corrupt', 'the directory is damaged: a column that should hold JSON does not. Restore a backup');
  }
}

/** A list that may be absent. */
export function listFromJson(text: string | null): readonly string[] | null {
  return text === null ? null : fromJson(text);
}

export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
