import type { DeclaredOperation } from './declared-operation.ts';

const KEYWORDS = ['enum', 'format', 'pattern', 'minimum', 'maximum', 'maxLength', 'maxItems'] as const;

interface LearnedParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a learned operation says more than the declared one, in words: of parameters each bound, of a body that it has a schema. */
export function boundsOf(learned: unknown, declared: DeclaredOperation | undefined): readonly string[] {
  const { parameters = [], requestBody } = (learned ?? {}) as {
    readonly parameters?: readonly LearnedParameter[];
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: { readonly properties?: object } }>> };
  };
  const ofParameters = parameters.flatMap(({ name, in: place, schema }) => {
    const known = declared?.schemaOf(place, name) ?? {};
    const bounds = KEYWORDS.filter(
      (keyword) => schema[keyword] !== undefined && known[keyword] === undefined && known['const'] === undefined,
    );
    // A list of values, a format or a pattern says more than a length does.
    const said = bounds.filter(
      (keyword) => keyword !== 'maxLength' || !['enum', 'format', 'pattern'].some((other) => known[other] !== undefined),
    );
    return said.map((keyword) => `${place} parameter ${name}: ${keyword} ${JSON.stringify(schema[keyword])}`);
  });
  const fields = Object.values(requestBody?.content ?? {}).map(({ schema }) => Object.keys(schema?.properties ?? {}).length);
  const most = Math.max(0, ...fields);
  return [...ofParameters, ...(most > 0 ? [`body of ${most} ${most === 1 ? 'field' : 'fields'}`] : [])];
}
