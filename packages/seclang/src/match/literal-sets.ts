/** The most texts that joining two neighbours may yield. */
const MAX_PRODUCT = 64;
/** The most texts of a list. */
export const MAX_ALTERNATIVES = 3_000;
/** The most bytes of one text. */
const MAX_TEXT_BYTES = 24;
/** The most lists kept of one node. */
const MAX_LISTS = 4;

/** Each text of `left` followed by each of `right`; `undefined` when those are too many or too long. */
export function cross(left: readonly string[], right: readonly string[]): readonly string[] | undefined {
  const [only] = left;
  if (only === '' && left.length === 1) return right;
  if (right.length === 1 && right[0] === '') return left;
  if (left.length * right.length > MAX_PRODUCT) return undefined;
  const texts = new Set(left.flatMap((start) => right.map((end) => start + end)));
  return [...texts].some((text) => text.length > MAX_TEXT_BYTES) ? undefined : [...texts];
}

/** The lists worth keeping, without those that hold for nearly every value; the most telling first: those whose shortest text is longest, then those with the fewest texts. */
export function bestFirst(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const telling = lists.filter((list) => {
    const key = list.join('\n');
    if (list.some(isCommon) || list.length > MAX_ALTERNATIVES || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return telling.toSorted((one, other) => shortest(other) - shortest(one) || one.length - other.length).slice(0, MAX_LISTS);
}

/** Lists for “one of the branches matched”: the best list of each branch together, then the second best, as long as every branch has one. */
export function unite(branches: readonly (readonly (readonly string[])[])[]): readonly (readonly string[])[] {
  const depth = Math.min(MAX_LISTS, ...branches.map((lists) => lists.length));
  const united = Array.from({ length: depth }, (_, rank) => [...new Set(branches.flatMap((lists) => lists[rank] ?? []))]);
  return bestFirst(united.map(withoutLonger));
}

/** Whether nearly every value has the text, so that a list with it says nothing. */
function isCommon(text: string): boolean {
  return /^[a-z0-9 ]?$/.test(text);
}

/** Without the texts that contain another text of the list: they are found by finding that. */
function withoutLonger(list: readonly string[]): readonly string[] {
  const known = new Set(list);
  const lengths = [...new Set(list.map((text) => text.length))];
  return list.filter((text) => !lengths.some((length) => length < text.length && containsOne(text, length, known)));
}

function containsOne(text: string, length: number, known: ReadonlySet<string>): boolean {
  for (let start = 0; start + length <= text.length; start++) if (known.has(text.slice(start, start + length))) return true;
  return false;
}

function shortest(list: readonly string[]): number {
  return list.reduce((least, text) => Math.min(least, text.length), MAX_TEXT_BYTES + 1);
}
