import { child, type Data, isContainer, isPlainObject, type Key } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';
import { printAsText } from '../../print.ts';
import { operationsOf } from './operations.ts';

const TEMPLATE = /\{;?\??[a-zA-Z0-9_-]+\*?\}/g;

/** Parameters of each path template are defined, used, required, and not twice there; no two templates match the same paths. */
export const oasPathParam: RuleFunction = {
  name: 'oasPathParam',
  compile: (options) =>
    noOptions('oasPathParam', options) ?? { run: (paths) => (isPlainObject(paths) ? judge(paths) : undefined), dependsOnValueOnly: false },
};

type Places = Map<string, readonly Key[]>;

function judge(paths: { readonly [path: string]: Data }): readonly Finding[] {
  const findings: Finding[] = [];
  const templates = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    if (!isContainer(item)) continue;
    const template = path.replace(TEMPLATE, '%');
    const other = templates.get(template);
    if (other === undefined) templates.set(template, path);
    else findings.push({ message: `Paths "${other}" and "${path}" must not be equivalent.`, path: ['paths', path] });
    const expected = expectedParameters(path, findings);
    const shared = definedParameters(child(item, 'parameters'), ['paths', path, 'parameters'], findings);
    for (const { method, operation } of operationsOf({ [path]: item })) {
      const place = ['paths', path, method];
      const own = definedParameters(operation['parameters'], [...place, 'parameters'], findings);
      compare(path, place, expected, new Map([...shared, ...own]), findings);
    }
  }
  return findings;
}

function expectedParameters(path: string, findings: Finding[]): ReadonlySet<string> {
  const expected = new Set<string>();
  for (const [match] of path.matchAll(TEMPLATE)) {
    const name = match.replace(/[{}?*;]/g, '');
    if (expected.has(name))
      findings.push({ message: `Path "${path}" must not use parameter "{${name}}" multiple times.`, path: ['paths', path] });
    expected.add(name);
  }
  return expected;
}

function definedParameters(parameters: Data | undefined, place: readonly Key[], findings: Finding[]): Places {
  const defined: Places = new Map();
  if (!Array.isArray(parameters)) return defined;
  for (const [index, parameter] of parameters.entries()) {
    const given = child(parameter, 'name');
    if (child(parameter, 'in') !== 'path' || given === undefined) continue;
    const name = printAsText(given);
    const path = [...place, index];
    if (child(parameter, 'required') !== true) {
      findings.push({ message: `Path parameter "${name}" must have "required" property that is set to "true".`, path });
    }
    if (defined.has(name)) findings.push({ message: `Path parameter "${name}" must not be defined multiple times.`, path });
    else defined.set(name, path);
  }
  return defined;
}

function compare(path: string, place: readonly Key[], expected: ReadonlySet<string>, defined: Places, findings: Finding[]): void {
  for (const [name, at] of defined) {
    if (!expected.has(name)) findings.push({ message: `Parameter "${name}" must be used in path "${path}".`, path: at });
  }
  for (const name of expected) {
    if (defined.has(name)) continue;
    findings.push({ message: `Operation must define parameter "{${name}}" as expected by path "${path}".`, path: place });
  }
}
