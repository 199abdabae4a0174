import type { Data, Key } from '../document/data.ts';
import { CORE_FUNCTIONS } from '../functions/index.ts';
import type { CheckContext, Finding, RuleFunction } from '../functions/rule-function.ts';
import { OAS_FUNCTIONS } from '../oas/functions/index.ts';

/** A function in a form that Spectral calls: with the target, the options and what is known around it. */
type SpectralFunction = (target: unknown, options: unknown, context: unknown) => unknown;

const SPECTRALS: ReadonlyMap<string, RuleFunction> = new Map([...CORE_FUNCTIONS, ...OAS_FUNCTIONS.map((one) => [one.name, one] as const)]);

/** A function of a module as one of ours: Spectral's own, which modules import from its packages, become those of the engine. */
export function functionOf(value: SpectralFunction, name: string): RuleFunction {
  const isSpectrals = Object.hasOwn(value, 'schemas') || Object.hasOwn(value, 'validator');
  const known = isSpectrals ? SPECTRALS.get(value.name) : undefined;
  if (known) return { ...known, name };
  return {
    name,
    compile: (options) => ({ run: (target, context) => call(value, name, target, options ?? null, context), dependsOnValueOnly: false }),
  };
}

function call(
  value: SpectralFunction,
  name: string,
  target: Data | undefined,
  options: Data,
  context: CheckContext,
): readonly Finding[] | undefined {
  try {
    const found = value(target, options, spectralContext(context));
    if (!(found instanceof Promise)) return findings(found);
    context.later(
      found.then(findings, (error: unknown) => {
        context.failed(name, error);
        return undefined;
      }),
    );
  } catch (error) {
    context.failed(name, error);
  }
  return undefined;
}

/** What Spectral gives functions, as far as it is data. */
function spectralContext({ linted, path, ruleName }: CheckContext): object {
  const { source, resolved, formats } = linted;
  const document = { data: source.value, source: source.file === '' ? null : source.file, formats };
  return {
    path: [...path()],
    rule: { name: ruleName },
    document,
    documentInventory: { document, resolved: resolved.value, unresolved: source.value },
  };
}

function findings(found: unknown): readonly Finding[] | undefined {
  if (!Array.isArray(found)) return undefined;
  return found.flatMap((one: unknown): readonly Finding[] => {
    if (typeof one !== 'object' || one === null || !('message' in one) || typeof one.message !== 'string') return [];
    const path = 'path' in one && Array.isArray(one.path) ? one.path.filter(isKey) : undefined;
    return [{ message: one.message, ...(path ? { path } : {}) }];
  });
}

function isKey(value: unknown): value is Key {
  return typeof value === 'string' || typeof value === 'number';
}
