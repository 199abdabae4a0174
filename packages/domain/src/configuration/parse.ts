import { dirname } from 'node:path';

import { z } from 'zod';

import { SourceDocument } from './document.ts';
import { type Problem, toPointer } from './problem.ts';
import { type ReferenceScope, resolveReferences } from './references.ts';
import { type Configuration, type ConfigurationSchema, configurationSchema, type PolicyOptionSchemas } from './schema.ts';
import { clearSecrets, schemaProblems } from './schema-problems.ts';

export interface ParsedConfiguration<P extends PolicyOptionSchemas> {
  /** Undefined when there are errors among the problems. */
  readonly configuration: Configuration<P> | undefined;
  /** The document with its references resolved, plain and serialisable: what `interpretConfiguration` takes. It holds secrets. */
  readonly source: unknown;
  readonly problems: readonly Problem[];
  /** Other files that references read, absolute. */
  readonly files: readonly string[];
  /** For problems that are found later, in the place they belong to. */
  readonly document: SourceDocument;
}

/** Parse and validate the text of a configuration file. All problems are found at once; nothing is thrown for bad input. */
export function parseConfiguration<P extends PolicyOptionSchemas>(
  text: string,
  options: { readonly file: string; readonly policies: P; readonly environment?: ReferenceScope['environment'] },
): ParsedConfiguration<P> {
  const document = new SourceDocument(options.file, text);
  const failed = (problems: readonly Problem[], files: readonly string[] = []): ParsedConfiguration<P> => ({
    configuration: undefined,
    source: undefined,
    problems,
    files,
    document,
  });
  if (document.syntaxProblems.length > 0) return failed(document.syntaxProblems);

  const scope = { directory: dirname(options.file), environment: options.environment ?? process.env };
  const { value: source, failures, files } = resolveReferences(document.toPlain() ?? {}, scope);
  const unresolved = new Set(failures.map((failure) => toPointer(failure.path)));
  const problems: Problem[] = failures.map(({ path, ...details }) => document.problem(path, details));

  const { schema, jsonSchema } = schemasFor(options.policies);
  const result = schema.safeParse(source);
  const issues = (result.error?.issues ?? []).filter((issue) => !unresolved.has(toPointer(issue.path)));
  problems.push(...schemaProblems(document, issues, jsonSchema), ...clearSecrets(document, source, jsonSchema));
  if (result.error || problems.length > 0) return failed(problems, files);

  const merged = mergePolicies(options.policies, source, result.data);
  for (const [path, issues] of merged.conflicts) {
    problems.push(
      ...schemaProblems(
        document,
        issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
        jsonSchema,
      ),
    );
  }
  return problems.length > 0 ? failed(problems, files) : { configuration: merged.configuration, source, problems, files, document };
}

/** The configuration in a resolved document that was validated before, in another process perhaps. Throws on one that was not. */
export function interpretConfiguration<P extends PolicyOptionSchemas>(source: unknown, policies: P): Configuration<P> {
  const merged = mergePolicies(policies, source, schemasFor(policies).schema.parse(source));
  if (merged.conflicts.length > 0) throw new Error(`policy options conflict at ${toPointer(merged.conflicts[0]?.[0] ?? [])}`);
  return merged.configuration;
}

interface Schemas<P extends PolicyOptionSchemas> {
  readonly schema: ConfigurationSchema<P>;
  readonly jsonSchema: z.core.JSONSchema.JSONSchema;
}

const schemasByPolicies = new WeakMap<PolicyOptionSchemas, unknown>();

/** Made once for each set of policies: building them takes longer than a validation. */
function schemasFor<P extends PolicyOptionSchemas>(policies: P): Schemas<P> {
  const known = schemasByPolicies.get(policies) as Schemas<P> | undefined;
  if (known !== undefined) return known;
  const schema = configurationSchema(policies);
  const schemas: Schemas<P> = { schema, jsonSchema: z.toJSONSchema(schema, { io: 'input' }) };
  schemasByPolicies.set(policies, schemas);
  return schemas;
}

type PolicyInputs = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
type ConfigurationInput = { defaults?: { policies?: PolicyInputs }; apis?: Record<string, { policies?: PolicyInputs }> };

/** Options are merged key by key as written, before a policy's own defaults fill the rest: an API's over the common ones. */
function mergePolicies<P extends PolicyOptionSchemas>(
  schemas: P,
  source: unknown,
  parsed: z.output<ReturnType<typeof configurationSchema<P>>>,
) {
  const input = (source ?? {}) as ConfigurationInput;
  const conflicts: [readonly PropertyKey[], readonly z.core.$ZodIssue[]][] = [];
  const apis = Object.entries(parsed.apis).map(([id, api]) => {
    const policies = Object.entries(schemas).map(([name, schema]) => {
      const written = { ...input.defaults?.policies?.[name], ...input.apis?.[id]?.policies?.[name] };
      const result = schema.safeParse(written);
      if (result.error) conflicts.push([['apis', id, 'policies', name], result.error.issues]);
      return [name, result.data];
    });
    return [id, { ...api, policies: Object.fromEntries(policies) }];
  });
  const { defaults: _, ...rest } = parsed;
  return { conflicts, configuration: { ...rest, apis: Object.fromEntries(apis) } as Configuration<P> };
}
