/** What a linter says of one place. */
export interface Verdict {
  readonly rule: string;
  readonly path: readonly string[];
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
  readonly explained: number;
}

/** Compares per rule and place; that a place is told about twice counts once. */
export function compareVerdicts(ours: readonly Verdict[], theirs: readonly Verdict[]): Agreement {
  const [own, other] = [byKey(ours), byKey(theirs)];
  const onlyOurs = [...own].filter(([key]) => !other.has(key)).map(([, verdict]) => verdict);
  const onlyTheirs = [...other].filter(([key]) => !own.has(key)).map(([, verdict]) => verdict);
  const explained = onlyTheirs.filter((verdict) => isCutShort(verdict, ours)).length;
  return { both: own.size - onlyOurs.length, onlyOurs, onlyTheirs, explained };
}

/**
 * Spectral loses the rest of a path behind a reference where a key of it is written percent-encoded in a URI (`{id}`, `application/x+json`):
 * it compares the encoded key with the names of the document. Its place then is one around ours.
 */
function isCutShort(theirs: Verdict, ours: readonly Verdict[]): boolean {
  return ours.some(
    ({ rule, path }) =>
      rule === theirs.rule &&
      path.length > theirs.path.length &&
      theirs.path.every((key, depth) => path[depth] === key) &&
      /[^\w.!~*'()/-]/.test(path[theirs.path.length] ?? ''),
  );
}

function byKey(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(verdicts.map((verdict) => [JSON.stringify([verdict.rule, verdict.path]), verdict]));
}
