export interface IdRange {
  readonly low: number;
  readonly high: number;
}

/** Ids and ranges of ids, `920100 920200-920299`. Throws an Error that says what it found. */
export function idRanges(text: string): IdRange[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, low, high] = /^"?(\d{1,15})(?:-(\d{1,15}))?"?$/.exec(part) ?? [];
      if (low === undefined) throw new Error(`expected ids of rules, as in 920100 or 920100-920199; found "${part}"`);
      return { low: Number(low), high: Number(high ?? low) };
    });
}

/** A pattern for tags and messages of rules. These are the author's own texts, so the platform's engine may match them. */
export function pattern(text: string): RegExp {
  const insensitive = text.startsWith('(?i)');
  return new RegExp(insensitive ? text.slice(4) : text, insensitive ? 'i' : '');
}
