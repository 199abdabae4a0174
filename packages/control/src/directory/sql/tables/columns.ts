import { StoreUnavailableError } from '../../../store-unavailable-error.ts';

type Present<Values> = { [Name in keyof Values]?: NonNullable<Values[Name]> };

/** The values that are not null: optional fields of a record. */
export function present<Values extends Readonly<Record<string, unknown>>>(values: Values): Present<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Present<Values>;
}

/** What JSON in a column says. Throws `StoreUnavailableError` where it is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}

/** A list of texts from its column. */
export function listFromJson(text: string): readonly string[] {
  const list = fromJson(text);
  if (Array.isArray(list) && list.every((entry) => typeof entry === 'string')) return list;
  throw damaged();
}

export function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function damaged(): StoreUnavailableError {
  return new StoreUnavailableError(
    'corrupt',
    'the directory is damaged: a column holds something else than Airside writes. Restore a backup',
  );
}
