/** One field of a format: its name there, what it holds, and where that comes from. Undefined leaves it out. */
export interface Field<Value> {
  readonly name: string;
  /** For the reference page. */
  readonly means: string;
  readonly from: (value: Value) => unknown;
}

export function field<Value>(name: string, means: string, from: Field<Value>['from']): Field<Value> {
  return { name, means, from };
}

/** The fields of a value as one JSON object; a point in a name leads into an object. */
export function documentOf<Value>(fields: readonly Field<Value>[], value: Value): Readonly<Record<string, unknown>> {
  const document: Record<string, unknown> = {};
  for (const { name, from } of fields) {
    const found = from(value);
    if (found !== undefined && found !== null) put(document, name.split('.'), found);
  }
  return document;
}

function put(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  document[key] ??= {};
  put(document[key] as Record<string, unknown>, rest, value);
}
