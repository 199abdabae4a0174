import { child, type Data, type DataObject, isPlainObject } from '../../document/data.ts';
import { optionsOf } from '../../functions/options.ts';
import { type Finding, pure, type RuleFunction } from '../../functions/rule-function.ts';
import { invalidUrls } from './substitute-variables.ts';

const VARIABLE_FIELDS = new Set(['enum', 'default', 'description', 'examples']);
const MANY = 5;

/** The variables of a server's URL are described and used, have a default among their values, and make valid URLs. */
export const serverVariables: RuleFunction = {
  name: 'serverVariables',
  compile: (given) => {
    const checked = optionsOf('serverVariables', given, ['checkSubstitutions', 'requireDefault']);
    if ('problem' in checked) return checked;
    const substitutes = checked.options['checkSubstitutions'] === true;
    const needsDefault = checked.options['requireDefault'] === true;
    return pure((value) => (isServer(value) ? judge(value, substitutes, needsDefault) : [{ message: 'Invalid Server Object' }]));
  },
};

interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, DataObject>>;
}

function isServer(value: Data | undefined): value is DataObject & Server {
  const variables = child(value, 'variables');
  if (typeof child(value, 'url') !== 'string') return false;
  return variables === undefined || (isPlainObject(variables) && Object.values(variables).every(isVariable));
}

function isVariable(value: Data): boolean {
  if (!isPlainObject(value) || !Object.keys(value).every((name) => VARIABLE_FIELDS.has(name) || name.startsWith('x-'))) return false;
  const values = value['enum'];
  const hasTexts = values === undefined || (Array.isArray(values) && values.every((item) => typeof item === 'string'));
  return hasTexts && ['default', 'description', 'examples'].every((name) => value[name] === undefined || typeof value[name] === 'string');
}

function judge({ url, variables }: Server, substitutes: boolean, needsDefault: boolean): readonly Finding[] {
  const used = [...url.matchAll(/\{([^}\n]+?)\}/g)].map((match) => match[1] ?? '');
  const described = Object.keys(variables ?? {});
  const findings: Finding[] = described
    .filter((name) => !used.includes(name))
    .map((name) => ({ message: `Server's "variables" object has unused defined "${name}" url variable.`, within: ['variables', name] }));
  if (used.length === 0) return findings;
  const missing = used.filter((name) => !described.includes(name));
  if (missing.length > 0) {
    const message = `Not all server's variables are described with "variables" object. Missed: ${missing.join(', ')}.`;
    findings.push({ message, within: ['variables'] });
  }
  if (!variables) return findings;
  const values = new Map<string, readonly string[]>();
  for (const name of described.filter((one) => used.includes(one))) {
    const chosen = child(variables[name], 'default');
    const allowed = child(variables[name], 'enum');
    const fallback = typeof chosen === 'string' ? [chosen] : [];
    values.set(name, Array.isArray(allowed) ? allowed.map(String) : fallback);
    if (Array.isArray(allowed) && chosen !== undefined && !allowed.includes(chosen)) {
      findings.push({ message: `Server Variable "${name}" has a default not listed in the enum.`, within: ['variables', name, 'default'] });
    }
    if (chosen === undefined && needsDefault) {
      findings.push({ message: `Server Variable "${name}" has a missing default.`, within: ['variables', name] });
    }
  }
  return substitutes ? [...findings, ...substitutions(url, values)] : findings;
}

function substitutions(url: string, values: ReadonlyMap<string, readonly string[]>): readonly Finding[] {
  if (values.size === 0) return [];
  const invalid = invalidUrls(url, values, MANY);
  if (invalid.length === 0) return [];
  const list = invalid.join(', ');
  const message =
    invalid.length === MANY
      ? `At least ${MANY} substitutions of server variables resulted in invalid URLs: ${list} and more`
      : `A few substitutions of server variables resulted in invalid URLs: ${list}`;
  return [{ message, within: ['variables'] }];
}
