import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { actions } from '../../src/actions/index.ts';
import { acceptedDirectives } from '../../src/compile/accepted-directives.ts';
import { settingDirectives } from '../../src/compile/directives.ts';
import { refusedDirectives } from '../../src/compile/refused-directives.ts';
import { ruleUpdateNames } from '../../src/compile/updates.ts';
import { loadRules, type RuleFiles, RuleSetError } from '../../src/index.ts';
import { operators } from '../../src/operators/index.ts';
import { transformations } from '../../src/transformations/index.ts';
import { variables } from '../../src/variables/index.ts';
import { unsupportedVariables } from '../../src/variables/unsupported.ts';
import { ACTIONS, CTL_OPTIONS } from './actions.ts';
import { DIRECTIVES } from './directives.ts';
import { OPERATORS } from './operators.ts';
import type { ReferenceName } from './reference-name.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { VARIABLES } from './variables.ts';

const DATA = new Map([
  ['/rules/addresses.data', '192.0.2.1'],
  ['/rules/phrases.data', 'phrase'],
]);
const files: RuleFiles = {
  read: (file) => {
    const content = DATA.get(file);
    if (content === undefined) throw new Error('there is no such file');
    return content;
  },
  list: () => ['/rules/phrases.data'],
};

/** What becomes of rules: `loaded`, what was warned of, or what is wrong with them. */
function outcome(text: string): string {
  try {
    const { warnings } = loadRules([{ text, name: '/rules/test.conf' }], {
      files: text.startsWith('Include') ? { ...files, read: () => '' } : files,
    });
    const own = warnings.filter(({ message }) => message.includes('never matches'));
    return own.length === 0 ? 'loaded' : own.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n');
  } catch (error) {
    if (error instanceof RuleSetError) return error.message;
    throw error;
  }
}

const REFUSAL = /^the rules cannot be loaded:\n\/rules\/test\.conf:1: .*(?:is refused|is not supported): [a-z].{10}/i;

/** Each name of one part of the reference has the outcome that is written for it. */
function holds(part: readonly ReferenceName[], rule: (name: string, argument: string) => string, warned = false): void {
  test.each(part)('%s %s', (name, expected, argument) => {
    const found = outcome(rule(name, argument));
    if (expected === 'refused') expect(found).toMatch(REFUSAL);
    else if (expected === 'accepted' && warned) expect(found).toMatch(/^\/rules\/test\.conf:1: .* never matches: [a-z].{10}/);
    else expect(found).toBe('loaded');
  });
}

const names = (part: readonly ReferenceName[], ...outcomes: ReferenceName[1][]): string[] =>
  part
    .filter(([, expected]) => outcomes.includes(expected))
    .map(([name]) => name)
    .sort();

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The code knows every name of the reference; what it knows beyond is an extension that the README tells of. */
function expectSame(known: Iterable<string>, reference: readonly string[]): void {
  const own = new Set(known);
  expect(reference.filter((name) => !own.has(name))).toEqual([]);
  const extensions = [...own].filter((name) => !reference.includes(name));
  expect(extensions.filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
}

describe('directives', () => {
  holds(DIRECTIVES, (name, argument) => `${name} ${argument}`.trim());

  test('the tables of the code and of the reference name the same', () => {
    expectSame(Object.keys(acceptedDirectives), names(DIRECTIVES, 'accepted'));
    expectSame(Object.keys(refusedDirectives), names(DIRECTIVES, 'refused'));
    const others = ['Include', 'IncludeOptional', 'SecAction', 'SecDefaultAction', 'SecMarker', 'SecRule', ...ruleUpdateNames];
    expectSame([...Object.keys(settingDirectives), ...others], names(DIRECTIVES, 'works'));
  });

  test('accepted without effect have a reason', () => {
    for (const reason of Object.values(acceptedDirectives)) expect(reason.length).toBeGreaterThan(10);
  });

  test.each(Object.entries(refusedDirectives).filter(([, { unless }]) => unless !== undefined))(
    '%s is read where it asks for nothing',
    (name, { unless }) => {
      expect(outcome(`${name} ${unless}`)).toBe('loaded');
    },
  );
});

describe('variables', () => {
  holds(VARIABLES, (name) => `SecRule ${name} "x" "id:1,phase:2,pass"`);

  test('the tables of the code and of the reference name the same', () => {
    expectSame([...variables.keys(), 'XML'], names(VARIABLES, 'works'));
    expectSame(unsupportedVariables.keys(), names(VARIABLES, 'refused'));
  });

  test('that are refused are refused in macros and in ctl as well', () => {
    expect(outcome('SecAction "id:1,pass,msg:\'%{WEBSERVER_ERROR_LOG}\'"')).toMatch(REFUSAL);
    expect(outcome('SecAction "id:1,pass,ctl:ruleRemoveTargetById=1;FILES_TMPNAMES"')).toMatch(REFUSAL);
  });
});

describe('operators', () => {
  holds(OPERATORS, (name, argument) => `SecRule ARGS "@${name} ${argument}" "id:1,phase:2,pass"`, true);

  test('the tables of the code and of the reference name the same', () => {
    expectSame(
      [...operators.values()].map(({ name }) => name),
      names(OPERATORS, 'works', 'accepted', 'refused'),
    );
  });
});

describe('transformations', () => {
  holds(TRANSFORMATIONS, (name) => `SecRule ARGS "x" "id:1,phase:2,pass,t:${name}"`);

  test('the tables of the code and of the reference name the same', () => {
    expectSame(
      transformations.keys(),
      names(TRANSFORMATIONS, 'works').map((name) => name.toLowerCase()),
    );
  });
});

describe('actions', () => {
  holds(ACTIONS, (name, argument) => {
    const action = argument === '' ? name : `${name}:'${argument}'`;
    const own = name === 'id' ? action : `id:1,${action}`;
    return `SecRule ARGS "x" "${own}"\n${name === 'chain' ? 'SecRule ARGS "y"' : 'SecMarker END'}`;
  });

  test('the tables of the code and of the reference name the same', () => {
    expectSame(actions.keys(), names(ACTIONS, 'works', 'refused'));
  });
});

describe('options of ctl', () => {
  holds(CTL_OPTIONS, (name, argument) => `SecAction "id:1,phase:1,pass,nolog,ctl:${name}=${argument}"`);
});

test.each([
  'SecNothing x',
  'SecRule NOTHING "x" "id:1"',
  'SecRule ARGS "@nothing x" "id:1"',
  'SecRule ARGS "x" "id:1,t:nothing"',
  'SecRule ARGS "x" "id:1,nothing"',
])('a name nobody knows is refused: %s', (rules) => {
  expect(outcome(rules)).toMatch(/unknown \w+/);
});
