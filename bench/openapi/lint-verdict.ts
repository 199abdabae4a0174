/** What a linter says of one place. */
export interface Verdict {
  readonly rule: string;
  readonly path: readonly string[];
  readonly message: string;
}

export interface LintAnswer {
  readonly verdicts: readonly Verdict[];
  /** Processor time, warm. */
  readonly cpuMs: number;
  readonly failure?: string;
}

/** Verdicts on the same rule and place, those that only one of the two gives, and what of these is explained. */
export interface Agreement {
  readonly both: number;
  readonly onlyOurs: readonly Verdict[];
  readonly onlyTheirs: readonly Verdict[];
  /** Why the two differ, as far as that is known: each reason with how many verdicts it explains. */
  readonly explained: Readonly<Record<string, number>>;
  /** Verdicts of one of the two that no reason explains. */
  readonly unexplained: number;
}

/** Compares per rule and place; that a place is told about twice counts once. `document` is what both have read. */
export function compareVerdicts(ours: readonly Verdict[], theirs: readonly Verdict[], document: unknown): Agreement {
  const [own, other] = [byKey(ours), byKey(theirs)];
  const onlyOurs = [...own].filter(([key]) => !other.has(key)).map(([, verdict]) => verdict);
  const onlyTheirs = [...other].filter(([key]) => !own.has(key)).map(([, verdict]) => verdict);
  const nowhere = onlyTheirs.filter(({ path }) => !isPlace(document, path));
  const explanations: Readonly<Record<string, readonly Verdict[]>> = {
    'Spectral cuts the place short before a key that is percent-encoded in a URI': onlyTheirs.filter((verdict) =>
      isCutShort(verdict, ours),
    ),
    'a pattern of the definition cannot be matched in linear time, which we pass over': onlyTheirs.filter(isPatternPassedOver),
    'Spectral names a place that is not in the file, and we where it would begin': [
      ...nowhere,
      ...onlyOurs.filter((verdict) => nowhere.some((other) => isAround(verdict, other))),
    ],
  };
  const known = new Set(Object.values(explanations).flat());
  return {
    both: own.size - onlyOurs.length,
    onlyOurs,
    onlyTheirs,
    explained: Object.fromEntries(Object.entries(explanations).map(([reason, verdicts]) => [reason, verdicts.length])),
    unexplained: [...onlyOurs, ...onlyTheirs].filter((verdict) => !known.has(verdict)).length,
  };
}

/** A reference that leads through what stands beside another reference lets the resolved document have places that nobody has written. */
function isPlace(document: unknown, path: readonly string[]): boolean {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = Reflect.get(value, key);
  }
  return true;
}

function isAround(outer: Verdict, inner: Verdict): boolean {
  return outer.rule === inner.rule && outer.path.length < inner.path.length && outer.path.every((key, depth) => inner.path[depth] === key);
}

/**
 * Spectral loses the rest of a path behind a reference where a key of it is written percent-encoded in a URI (`{id}`, `application/x+json`):
 * it compares the encoded key with the names of the document. Its place then is one around ours.
 */
function isCutShort(theirs: Verdict, ours: readonly Verdict[]): boolean {
  return ours.some((verdict) => isAround(theirs, verdict) && /[^\w.!~*'()/-]/.test(verdict.path[theirs.path.length] ?? ''));
}

/** Patterns of definitions that look around or refer back are not matched: a definition must not be able to stop the linter. */
function isPatternPassedOver({ message }: Verdict): boolean {
  return /must match pattern ".*(?:\(\?<?[=!]|\\[1-9])/.test(message);
}

function byKey(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(verdicts.map((verdict) => [JSON.stringify([verdict.rule, verdict.path]), verdict]));
}
