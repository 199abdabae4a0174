import { describe, expect, test } from 'vitest';

import { type Report, renderReport } from './report.ts';
import { summarize } from './result.ts';

const sample = { requests: 100, requestsPerSecond: 100, p50Ms: 1.234, p99Ms: 5, errors: 0, processorUsPerRequest: null };
const report: Report = {
  benchmark: 'proxy',
  startedAt: '2026-11-21T20:00:00.000Z',
  machine: { cpu: 'Z80', cores: 2, usableCores: 1, memoryBytes: 2 ** 31, kernel: 'Linux 6', loadAverage: 0.25 },
  pinning: { measured: 1, load: 0, text: 'core 1 and core 0' },
  versions: { node: 'v24' },
  options: { rounds: 1 },
  commands: { wrk: 'wrk -c 8' },
  files: { 'a.conf': 'text of the file' },
  scenarios: [
    {
      id: 'plain',
      title: 'Plain',
      results: [summarize('direct', [sample], {}), summarize('airside', [sample], { direct: [sample, sample] })],
    },
  ],
  skipped: { haproxy: 'not installed' },
  notes: ['a note'],
  warnings: [],
};

describe('the report', () => {
  test('says on what, with what and how it was measured', () => {
    const text = renderReport(report);
    expect(text).toContain('Z80, 2 cores (1 usable), 2.0 GiB memory, Linux 6, load average 0.3 before');
    for (const part of ['core 1 and core 0', 'node: v24', 'rounds: 1', 'wrk: wrk -c 8', 'haproxy: not installed', 'a note']) {
      expect(text).toContain(part);
    }
  });

  test('aligns the numbers, and has a dash where there is none', () => {
    const lines = renderReport(report).split('\n');
    const [head = '', direct = '', airside = ''] = lines.slice(lines.findIndex((line) => line.includes('requests/s')));
    expect(head.split(/ {2,}/)).toEqual(['', 'requests/s', 'spread', 'p50 ms', 'p99 ms', 'CPU µs/request', 'errors', '÷ direct']);
    expect(direct.trim().split(/ {2,}/)).toEqual(['direct', '100', '0 %', '1.23', '5.00', '–', '0', '–']);
    expect(airside.trim().split(/ {2,}/).at(-1)).toBe('1.00');
    expect(airside.length).toBe(direct.length);
  });

  test('leaves out what is empty', () => {
    expect(renderReport(report)).not.toContain('Warnings');
    expect(renderReport({ ...report, warnings: ['busy'] })).toContain('Warnings\n  - busy');
  });

  test('has no control codes of its own', () => {
    expect(renderReport(report)).not.toContain('\u001B');
    expect(renderReport(report, (text) => `<b>${text}</b>`)).toContain('<b>Benchmark proxy');
  });

  test('comes through JSON whole', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});
