import { StoreUnavailableError } from '../../../store-unavailable-error.ts';

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
