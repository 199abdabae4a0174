/** Reads definitions in a process of its own, so that a crash or a hang of one of them is seen as such: a file on a line, an answer on a line. */
import { createInterface } from 'node:readline';

import {
  type BodyVerdict,
  buildDefinition,
  compileMatcher,
  compileRequestValidator,
  compileResponseValidator,
  type Definition,
  type Operation,
  parsePointer,
  type ReadDefinition,
  readDefinition,
  type Violation,
  valueAt,
} from '@airside/openapi';

/** What came of one definition. Times are processor time. */
export interface DirectoryAnswer {
  /** Messages of the errors for which it cannot even be described, each once; empty where it was read. */
  readonly refusals: readonly string[];
  /** Messages of what the gateway would refuse it for, each once. */
  readonly unenforceable: readonly string[];
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
  const result = { refusals: [] as string[], unenforceable: [] as string[], operations: 0, readMs: 0, compileMs: 0, unusable: 0 };
  try {
    const reading = process.cpuUsage();
    const { document, problems } = await readDefinition(file, { purpose: 'describe' });
    result.readMs = msSince(reading);
    result.refusals = errorsOf(problems);
    if (document === undefined) return result;
    if (problems.length > 0) result.unenforceable = errorsOf((await readDefinition(file)).problems);
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

function errorsOf(problems: ReadDefinition['problems']): string[] {
  return [...new Set(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message))];
}

/** Schemas are compiled when data first reaches them: every operation gets a request and each of its answers. The number of operations with an unusable schema. */
function compile(definition: Definition): number {
  compileMatcher(definition.operations);
  return definition.operations.filter((operation) => {
    const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'reject', closedBodies: true });
    const names = [...operation.template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => [name, '1']);
    const { violations: wrong } = validator.validateHead({ parameters: Object.fromEntries(names), query: '', header: () => undefined });
    const violations = [...wrong];
    for (const type of keysAt(definition, operation, 'requestBody', 'content'))
      violations.push(...wrongOf(validator.validateBody(type, BODY)));
    const answers = compileResponseValidator(definition, operation, {
      closedBodies: true,
      unknownFields: 'reject',
      writeOnlyFields: 'reject',
    });
    for (const key of keysAt(definition, operation, 'responses')) {
      const status = /^[1-5]\d\d$/.test(key) ? Number(key) : key.endsWith('XX') ? Number(`${key[0]}99`) : 599;
      violations.push(...answers.validateHead({ status, header: () => undefined }, false));
      const types = keysAt(definition, operation, 'responses', key, 'content');
      for (const type of types) violations.push(...wrongOf(answers.validateBody(status, type, BODY)));
    }
    return violations.some(({ message }) => message.includes('not usable'));
  }).length;
}

function keysAt({ document }: Definition, { pointer }: Operation, ...tokens: readonly string[]): readonly string[] {
  const value = valueAt(document, [...(parsePointer(pointer) ?? []), ...tokens]);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function wrongOf(verdict: BodyVerdict): readonly Violation[] {
  return verdict.kind === 'invalid' ? verdict.violations : [];
}

function msSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
