import type { LintResult, LintSeverity } from '@airside/openapi/linting';
import { describe, expect, test } from 'vitest';

import type { FileReport, LintReport } from '../lint-report.ts';
import { LINT_FORMATS } from './names.ts';
import { render } from './render.ts';

/** What somebody may write into a definition to drive what shows it. */
const HOSTILE =
  'x\u001b[2J\r\n::error::y %0A <script>alert(1)</script> ]]> " \' & | `code` [a](https://evil.example) @team #1 www.evil.example \u202Etxt \u0000 \uFFFF \u{e0041}';

function result(message: string, severity: LintSeverity = 'error', code = 'rule'): LintResult {
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
  return { code, message, severity, path: ['paths', '/a/{b}', 'get', 0], file: `${process.cwd()}/api,1: a.yaml`, range };
}

function reportOf(results: readonly LintResult[], more: Partial<FileReport> = {}): LintReport {
  const file: FileReport = {
    file: `${process.cwd()}/api,1: a.yaml`,
    ruleset: 'airside:recommended',
    rules: [],
    results,
    waived: [],
    score: { total: 99.99, families: { other: 99.99 }, gains: results.map(({ code }) => ({ rule: code, places: 1, gain: 1.25 })) },
    unwaivedScore: 80,
    incomplete: false,
    ...more,
  };
  return { files: [file], failSeverity: 'error', waivers: [] };
}

const waiver = { rule: HOSTILE, reason: HOSTILE, owner: HOSTILE, until: '2027-06-30', line: 3 };
const hostile: LintReport = {
  ...reportOf([result(HOSTILE, 'error', HOSTILE)], { waived: [{ result: result(HOSTILE), waiver }] }),
  waivers: [{ file: `${process.cwd()}/w.yaml`, expired: [{ waiver, results: 2 }], unused: [waiver] }],
};

describe.each(LINT_FORMATS)('the form %s', (format) => {
  test('shows control and direction characters of a definition instead of sending them on', () => {
    const written = render(format, hostile, false);
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u{e0000}-\u{e007f}]/u);
  });

  test('is the same each time, and ends in one line break', () => {
    const written = render(format, hostile, false);
    expect(render(format, hostile, false)).toBe(written);
    expect(written).toMatch(/[^\n]\n+$/);
  });

  test('takes a report of nothing', () => {
    expect(() => render(format, { files: [], failSeverity: 'error', waivers: [] }, false)).not.toThrow();
  });
});

describe('annotations of GitHub', () => {
  test('are one line a result, with everything escaped that parts commands, properties or lines', () => {
    const lines = render('github', hostile, false).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['::error', '::warning', '::notice']);
    for (const line of lines) expect(line).toMatch(/^::[a-z]+ ([a-zA-Z]+=[^:,]*,?)+::.+$/);
    const [, head = '', message = ''] = /^::error (.*?)::(.*)$/.exec(lines[0] ?? '') ?? [];
    expect(head).toMatch(/^file=api%2C1%3A a\.yaml,line=3,col=5,endLine=3,endColumn=10,title=[^:,]*$/);
    expect(message).toContain('x\\u001b[2J\\u000d\\u000a');
    expect(message).not.toMatch(/%(?!25)/);
  });

  test('are notices for what is no error and no warning', () => {
    const written = render('github', reportOf([result('a', 'warn'), result('b', 'info'), result('c', 'hint')]), false);
    expect(written.split('\n').map((line) => line.split(' ')[0])).toEqual(['::warning', '::notice', '::notice', '']);
  });
});

describe('XML of JUnit', () => {
  test('has no markup of a definition, in content and in attributes', () => {
    const written = render('junit', hostile, false);
    const skeleton = written.replaceAll(/"[^"<>]*"/g, '""').replaceAll(/>[^<>]*</g, '><');
    expect(skeleton.match(/<[^>]*>/g)).toEqual([
      '<?xml version="" encoding=""?>',
      '<testsuites name="">',
      '<testsuite name="" tests="" failures="" skipped="" errors="">',
      '<testcase classname="" name="" file="" line="">',
      '<failure type="" message="">',
      '</failure>',
      '</testcase>',
      '<testcase classname="" name="" file="" line="">',
      '<skipped message=""/>',
      '</testcase>',
      '</testsuite>',
      '</testsuites>',
    ]);
    expect(written).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|\uFFFF/);
  });

  test('fails what fails the run, and lets pass what does not', () => {
    const written = render('junit', reportOf([result('a'), result('b', 'warn')]), false);
    expect(written.match(/<failure/g)).toHaveLength(1);
    expect(written).toContain('tests="2" failures="1"');
    expect(render('junit', reportOf([]), false)).toContain('<testcase classname="api,1: a.yaml" name="all rules"/>');
  });
});

describe('Markdown', () => {
  test('has no links, HTML, code, mentions and columns of a definition', () => {
    const written = render('markdown', hostile, false).replaceAll('<!-- -->', '\u0001');
    expect(written).not.toMatch(/<|(?<!\\)`|(?<!\\)\[|(?<!\\)\]|@[a-z]|:\/\/|www\.|#\d/i);
    for (const line of written.split('\n').filter((text) => text.startsWith('|'))) expect(line.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  test('keeps to what a comment can hold, worst results first, and says how many it leaves out', () => {
    const many = [...Array.from({ length: 150 }, () => result('m'.repeat(1000), 'hint')), result('the one', 'error')];
    const written = render('markdown', reportOf(many), false);
    expect(written.length).toBeLessThan(65_536);
    expect(written).toContain('And 51 results more.');
    expect(written.indexOf('the one')).toBeLessThan(written.indexOf('mmm'));
  });
});

describe('the terminal', () => {
  test('says 99 of 100 as long as something is left to mend', () => {
    expect(render('terminal', reportOf([result('a')]), false)).toContain('score 99 of 100');
  });

  test('is quiet about all that does not fail', () => {
    const written = render('terminal', reportOf([result('bad'), result('not so bad', 'warn')]), true);
    expect(written).toBe('api,1: a.yaml\n  3:5  error  rule  bad\n');
    expect(render('terminal', reportOf([result('not so bad', 'warn')]), true)).toBe('');
  });
});

interface SarifLog {
  readonly version: string;
  readonly $schema: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly SarifRule[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly suppressions?: readonly object[];
      readonly locations: readonly { readonly physicalLocation: { readonly region: object; readonly artifactLocation: object } }[];
    }[];
  }[];
}

interface SarifRule {
  readonly id: string;
  readonly help?: { readonly markdown: string };
  readonly fullDescription?: { readonly text: string };
}

function sarif(report: LintReport) {
  const log = JSON.parse(render('sarif', report, false)) as SarifLog;
  const [run] = log.runs;
  if (run === undefined) throw new Error('the log has no run');
  return { log, rules: run.tool.driver.rules, results: run.results };
}

describe('SARIF', () => {
  const { log, rules, results } = sarif(hostile);

  test('has what the schema of 2.1.0 requires', () => {
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toContain('sarif-schema-2.1.0.json');
    expect(log.runs[0]?.tool.driver.name).toBe('Airside');
    for (const { id } of rules) expect(id).not.toBe('');
    expect(results).toHaveLength(2);
    for (const { message, level, ruleId, ruleIndex, locations } of results) {
      expect(message.text).not.toBe('');
      expect(['none', 'note', 'warning', 'error']).toContain(level);
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation).toEqual({
        artifactLocation: { uri: 'api%2C1%3A%20a.yaml', uriBaseId: 'SRCROOT' },
        region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 },
      });
    }
  });

  test('suppresses what is waived, and says by whom', () => {
    expect(results.map(({ suppressions = [] }) => suppressions.length)).toEqual([0, 1]);
    expect(results[1]?.suppressions?.[0]).toMatchObject({ kind: 'external', status: 'accepted' });
  });

  test('brings the page of a rule as help', () => {
    const rule = { name: 'owasp:api4:2023-array-limit', severity: 'error', description: 'd' } as FileReport['rules'][number];
    const [first] = sarif(reportOf([], { rules: [rule] })).rules;
    expect(first?.help?.markdown).toContain('## Why');
    expect(first?.fullDescription?.text).toContain('array');
  });

  test('has no links of a definition in its messages', () => {
    expect(results[0]?.message.text).toContain('\\[a\\](https://evil.example)');
  });
});

test('JSON says which result was waived by what, and which waivers are to be looked at', () => {
  expect(JSON.parse(render('json', hostile, false))).toMatchObject({
    files: [
      {
        file: 'api,1: a.yaml',
        score: 99.99,
        scoreWithoutWaivers: 80,
        counts: { error: 1, warn: 0, info: 0, hint: 0 },
        results: [{ severity: 'error', line: 3, column: 5, endLine: 3, endColumn: 10, pointer: '/paths/~1a~1{b}/get/0' }],
        waived: [{ rule: 'rule', waiver: { owner: HOSTILE, until: '2027-06-30', line: 3 } }],
      },
    ],
    waivers: [{ file: 'w.yaml', expired: [{ results: 2 }], unused: [{ line: 3 }] }],
  });
});
