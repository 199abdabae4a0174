const LONGEST = 1000;

/**
 * Whether a relative path with `/` matches a glob: `*` and `?` within a name, `**` over any number of names, `{a,b}` alternatives. A glob
 * without a `/` is compared with the last name of the path. Takes time proportional to the product of both lengths.
 */
export function matchesGlob(path: string, glob: string): boolean {
  if (path.length > LONGEST || glob.length > LONGEST) return false;
  return expandBraces(glob, 0).some((one) => {
    const plain = one.replace(/^\.\//, '');
    const names = path.split('/');
    return matchNames(plain.includes('/') ? names : names.slice(-1), plain.split('/'));
  });
}

const MOST_ALTERNATIVES = 100;

function expandBraces(glob: string, depth: number): readonly string[] {
  const match = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(glob);
  if (!match || depth > 5) return [glob];
  const [, before = '', inside = '', after = ''] = match;
  return inside
    .split(',')
    .flatMap((part) => expandBraces(`${before}${part}${after}`, depth + 1))
    .slice(0, MOST_ALTERNATIVES);
}

function matchNames(names: readonly string[], globs: readonly string[]): boolean {
  return matchSequence(
    names.length,
    globs.length,
    (glob) => globs[glob] === '**',
    (name, glob) => matchName(names[name] ?? '', globs[glob] ?? ''),
  );
}

function matchName(name: string, glob: string): boolean {
  if (name.startsWith('.') && !glob.startsWith('.')) return false;
  return matchSequence(
    name.length,
    glob.length,
    (at) => glob[at] === '*',
    (at, globAt) => glob[globAt] === '?' || glob[globAt] === name[at],
  );
}

/** Wildcard matching without backtracking: which lengths of the text the glob so far can match. */
function matchSequence(
  length: number,
  globLength: number,
  isStar: (glob: number) => boolean,
  matches: (at: number, glob: number) => boolean,
): boolean {
  let reached: boolean[] = Array.from({ length: length + 1 }, (_, at) => at === 0);
  for (let glob = 0; glob < globLength; glob++) {
    const next: boolean[] = [];
    for (let at = 0; at <= length; at++) {
      next[at] = isStar(glob)
        ? (reached[at] ?? false) || (at > 0 && next[at - 1] === true)
        : at > 0 && reached[at - 1] === true && matches(at - 1, glob);
    }
    reached = next;
  }
  return reached[length] === true;
}
