interface Parts {
  readonly numbers: readonly number[];
  readonly isPreRelease: boolean;
}

/**
 * Below 0 where the first version is older, above 0 where it is newer; 0 where they are equal or nothing can be said. Numbers between
 * dots count, then that a pre-release (`4.29.0-dev`) comes before its release, as in Semantic Versioning 2.0.0 section 11.
 */
export function compareVersions(first: string, second: string): number {
  const [a, b] = [partsOf(first), partsOf(second)];
  if (a === undefined || b === undefined) return 0;
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let index = 0; index < length; index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Number(b.isPreRelease) - Number(a.isPreRelease);
}

function partsOf(version: string): Parts | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,9})*)(-[^+]*)?(?:\+.*)?$/.exec(version);
  if (match === null) return undefined;
  return { numbers: (match[1] ?? '').split('.').map(Number), isPreRelease: match[2] !== undefined };
}
