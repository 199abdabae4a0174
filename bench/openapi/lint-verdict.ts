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
}

/** Compares per rule and place; that a place is told about twice counts once. */
export function compareVerdicts(ours: readonly Verdict[], theirs: readonly Verdict[]): Agreement {
  const [own, other] = [byKey(ours), byKey(theirs)];
  const onlyOurs = [...own].filter(([key]) => !other.has(key)).map(([, verdict]) => verdict);
  const onlyTheirs = [...other].filter(([key]) => !own.has(key)).map(([, verdict]) => verdict);
  const explained = {
    'Spectral cuts the place short before a key that is percent-encoded in a URI': onlyTheirs.filter((verdict) => isCutShort(verdict, ours))
      .length,
    'a pattern of the definition cannot be matched in linear time, which we pass over': onlyTheirs.filter(isPatternPassedOver).length,
  };
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

/** Patterns of definitions that look around or refer back are not matched: a definition must not be able to stop the linter. */
function isPatternPassedOver({ message }: Verdict): boolean {
  return /must match pattern ".*(?:\(\?<?[=!]|\\[1-9])/.test(message);
}

function byKey(verdicts: readonly Verdict[]): ReadonlyMap<string, Verdict> {
  return new Map(verdicts.map((verdict) => [JSON.stringify([verdict.rule, verdict.path]), verdict]));
}
