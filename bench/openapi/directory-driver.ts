/** Reads definitions in a process of its own, so that a crash or a hang of one of them is seen as such: a file on a line, an answer on a line. */
import { createInterface } from 'node:readline';

import {
  buildDefinition,
  compileMatcher,
  compileRequestValidator,
  type Definition,
  type Operation,
  parsePointer,
  readDefinition,
  valueAt,
} from '@airside/openapi';

/** What came of one definition. Times are processor time. */
export interface DirectoryAnswer {
  /** Messages of the errors that it was refused for, each once; empty where it was read. */
  readonly refusals: readonly string[];
  /** Messages of warnings, each once. */
  readonly warnings: readonly string[];
  readonly operations: number;
  readonly readMs: number;
  readonly compileMs: number;
  /** Operations with a schema that the validator reports as not usable. */
  readonly unusable: number;
  /** What was thrown, where something was: by reading, or by the matcher or the validator of an operation. */
  readonly thrown?: string;
}

const BODY = new TextEncoder().encode('{}');

process.stdout.write('ready \n');
for await (const file of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(file))}\n`);
}

async function answer(file: string): Promise<DirectoryAnswer> {
  const result = { refusals: [] as string[], warnings: [] as string[], operations: 0, readMs: 0, compileMs: 0, unusable: 0 };
  try {
    const reading = process.cpuUsage();
    const { document, problems } = await readDefinition(file);
    result.readMs = msSince(reading);
    const told = (severity: string): string[] => [
      ...new Set(problems.filter((problem) => problem.severity === severity).map(({ message }) => message)),
    ];
    result.refusals = told('error');
    result.warnings = told('warning');
    if (document === undefined) return result;
    const compiling = process.cpuUsage();
    const definition = buildDefinition(document);
    result.operations = definition.operations.length;
    result.unusable = compile(definition);
    result.compileMs = msSince(compiling);
    return result;
  } catch (error) {
    return { ...result, thrown: error instanceof Error ? (error.stack ?? error.message).slice(0, 500) : String(error) };
  }
}

/** Schemas are compiled when data first reaches them: every operation gets a request. The number of operations with an unusable schema. */
function compile(definition: Definition): number {
  compileMatcher(definition.operations);
  return definition.operations.filter((operation) => {
    const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: true });
    const names = [...operation.template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => [name, '1']);
    const { violations: wrong } = validator.validateHead({ parameters: Object.fromEntries(names), query: '', header: () => undefined });
    const violations = [...wrong];
    for (const type of mediaTypes(definition, operation)) {
      const verdict = validator.validateBody(type, BODY);
      if (verdict.kind === 'invalid') violations.push(...verdict.violations);
    }
    return violations.some(({ message }) => message.includes('not usable'));
  }).length;
}

function mediaTypes({ document }: Definition, { pointer }: Operation): readonly string[] {
  const content = valueAt(document, [...(parsePointer(pointer) ?? []), 'requestBody', 'content']);
  return typeof content === 'object' && content !== null ? Object.keys(content) : [];
}

function msSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
