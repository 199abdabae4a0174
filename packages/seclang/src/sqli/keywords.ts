import { TOKEN, type Token } from './token.ts';

/** What reserved words mean to the judgement, in lower case. Names that databases give their functions are in functions.ts. */
const KEYWORDS: readonly (readonly [Token, string])[] = [
  [TOKEN.logical, 'and or xor'],
  [TOKEN.not, 'not'],
  [TOKEN.comparison, 'like ilike rlike regexp in is between glob similar sounds contains containing'],
  [TOKEN.operator, 'div mod collate'],
  [TOKEN.number, 'null true false'],
  [TOKEN.union, 'union intersect except minus'],
  [TOKEN.select, 'select'],
  [
    TOKEN.statement,
    `insert update delete drop create alter truncate exec execute declare begin waitfor call shutdown grant revoke load copy rename merge
     replace attach pragma prepare set use show kill backup restore bulk handler dbcc reconfigure do`,
  ],
  [TOKEN.clause, 'where having order group limit offset procedure into from for join natural inner outer cross using on as fetch'],
  [TOKEN.case, 'case when then else end'],
  [TOKEN.keyword, 'all any some distinct distinctrow exists by asc desc values with binary interval escape over returning table unique'],
];

const KIND_OF_WORD: ReadonlyMap<string, Token> = new Map(
  KEYWORDS.flatMap(([kind, words]) => words.split(/\s+/u).map((word) => [word, kind] as const)),
);

const LONGEST = Math.max(...[...KIND_OF_WORD.keys()].map((word) => word.length));

/** The kind of a reserved word, given in lower case; undefined for all other words. */
export function kindOfKeyword(word: string): Token | undefined {
  return word.length > LONGEST ? undefined : KIND_OF_WORD.get(word);
}
