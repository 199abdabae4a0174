import { isIP } from 'node:net';

import { EXPORT_KINDS, type Exchange } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectionWith, exportRecords, refusedExchange } from '../../../test/export-records.ts';
import { HOSTILE_TEXTS } from '../../../test/hostile-notification.ts';
import { ocsfFaults } from '../../../test/ocsf-schema.ts';
import { CEF } from './cef.ts';
import { FORMATS } from './index.ts';

const documents = (format: 'ocsf' | 'ecs') =>
  exportRecords().map((record) => ({ record, document: JSON.parse(FORMATS[format].lineOf(record)) as Record<string, never> }));

/** Requests with hostile text wherever callers can put some. */
const hostileExchange = fc
  .tuple(
    fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })),
    fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string()),
  )
  .map(([one, other]): Exchange => {
    const { client, principal, ...rest } = refusedExchange({
      path: `/${one}`,
      query: other,
      host: one,
      method: other,
      operation: one,
      api: other,
    });
    const [verdict] = rest.verdicts;
    return {
      ...rest,
      client: { ...client, userAgent: one },
      principal: principal === null ? null : { ...principal, subject: other },
      verdicts: verdict === undefined ? [] : [{ ...verdict, reason: one }],
      claimed: other,
    };
  });

test.each([
  ['ocsf', /"metadata":.*?"uid":"([^"]+\/\w+)"/],
  ['ecs', /"event":\{[^}]*?"id":"([^"]+)"/],
  ['cef', /\bexternalId=(\S+)/],
] as const)('a sanction that is imposed and the same one undone are two events: %s', (format, id) => {
  const sanctions = exportRecords().filter(({ kind }) => kind === 'sanction');
  const ids = sanctions.map((record) => id.exec(FORMATS[format].lineOf(record))?.[1]);
  expect(ids).toEqual([expect.stringMatching(/\/imposed$/), expect.stringMatching(/\/undone$/)]);
});

describe('OCSF', () => {
  test('every kind of record has what the schema requires', () => {
    for (const { record, document } of documents('ocsf')) expect(ocsfFaults(document), record.kind).toEqual([]);
  });

  test('a fault would be found', () => {
    const [first] = documents('ocsf');
    const { api: _, ...rest } = first?.document ?? {};
    expect(ocsfFaults(rest)).toEqual(['/api is missing']);
    expect(ocsfFaults({ ...first?.document, severity_id: 7 })).toEqual(['/severity_id is 7']);
    expect(ocsfFaults({ ...first?.document, src_endpoint: { port: 1 } })).toHaveLength(1);
  });

  test('who did what, to what, and what came of it stand where they belong', () => {
    const [passed, refused, , detection, , opened, closed, imposed, undone] = documents('ocsf').map(({ document }) => document);
    expect(passed).toMatchObject({
      class_uid: 6003,
      type_uid: 600302,
      activity_name: 'Read',
      action_id: 1,
      disposition_id: 1,
      status_id: 1,
    });
    expect(refused).toMatchObject({
      severity_id: 3,
      action_id: 2,
      disposition_id: 2,
      policy: { name: 'firewall', desc: 'score 15 reached 5' },
      firewall_rule: { uid: '942100' },
      metadata: { profiles: ['security_control'] },
    });
    expect(detection).toMatchObject({
      class_uid: 2004,
      severity_id: 4,
      confidence_score: 93,
      finding_info: { uid: 'd1', analytic: { uid: 'object-enumeration', type_id: 2 } },
      evidences: [
        {
          src_endpoint: { ip: '192.0.2.7' },
          actor: { user: { name: 'https://id.example#alice' } },
          api: { operation: 'GET /orders/{id}' },
        },
      ],
    });
    expect([opened, closed].map((document) => [document?.['activity_id'], document?.['status_id']])).toEqual([
      [1, 1],
      [3, 5],
    ]);
    expect([imposed, undone].map((document) => document?.['activity_name'])).toEqual(['Isolate', 'Restore']);
  });
});

describe('ECS', () => {
  /** https://www.elastic.co/docs/reference/ecs/ecs-allowed-values-event-category, 8.17. */
  const TYPES: Readonly<Record<string, readonly string[]>> = {
    web: ['access', 'error', 'info'],
    api: ['access', 'admin', 'allowed', 'change', 'creation', 'deletion', 'denied', 'end', 'info', 'start', 'user'],
    intrusion_detection: ['allowed', 'denied', 'info'],
    configuration: ['access', 'change', 'creation', 'deletion', 'info'],
    iam: ['admin', 'change', 'creation', 'deletion', 'group', 'info', 'user'],
  };

  test('kinds, categories and types are those that ECS allows, and times and addresses are such', () => {
    for (const { document } of documents('ecs')) {
      const { event, source, ecs } = document as unknown as {
        event: { kind: string; category: string[]; type: string[]; outcome?: string; severity: number };
        source?: { ip?: string };
        ecs: { version: string };
      };
      expect(ecs.version).toMatch(/^8\.\d+\.\d+$/);
      expect(document['@timestamp']).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
      expect(['event', 'alert']).toContain(event.kind);
      const allowed = event.category.flatMap((category) => TYPES[category] ?? []);
      for (const type of event.type) expect(allowed).toContain(type);
      if (source?.ip !== undefined) expect(isIP(source.ip)).not.toBe(0);
      expect(event.severity).toBeGreaterThan(0);
    }
  });
});

describe('CEF', () => {
  test('every record is one line whose header and extension a reader takes apart again', () => {
    for (const record of exportRecords()) {
      const { header, extension } = readCef(CEF.lineOf(record));
      expect(header).toHaveLength(7);
      expect(header[0]).toBe('CEF:0');
      expect(Number(header[6])).toBeGreaterThanOrEqual(0);
      expect(Number(header[6])).toBeLessThanOrEqual(10);
      for (const [key] of extension) expect(CEF.tables[record.kind].map(({ name }) => name)).toContain(key);
    }
  });

  test('no value of a caller is a further field, a further part of the header or a further line', () => {
    fc.assert(
      fc.property(hostileExchange, (value) => {
        const line = CEF.lineOf({ kind: 'exchange', value });
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        const { header, extension } = readCef(line);
        expect(header).toHaveLength(7);
        expect(header[4]).toBe('request-blocked');
        expect(extension.get('act')).toBe('blocked');
        for (const key of extension.keys()) expect(CEF.tables.exchange.map(({ name }) => name)).toContain(key);
      }),
    );
  });

  test('what is escaped comes back as it was', () => {
    const value = detectionWith({ operation: 'GET /a|b=c\\d', indicator: 'x|y\\z=1' });
    const { header, extension } = readCef(CEF.lineOf({ kind: 'detection', value }));
    expect(header[4]).toBe('x|y\\z=1');
    expect(extension.get('cs2')).toBe('GET /a|b=c\\d');
    expect(extension.get('cs2Label')).toBe('operation');
  });
});

test('JSON formats are one line, whatever callers wrote, and say it as it is', () => {
  fc.assert(
    fc.property(hostileExchange, fc.constantFrom('ocsf' as const, 'ecs' as const), (value, format) => {
      const line = FORMATS[format].lineOf({ kind: 'exchange', value });
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      const document = JSON.parse(line) as { message: string };
      expect(document.message).toContain(value.path);
    }),
  );
});

test('each format has fields for each kind, no name twice', () => {
  for (const { tables, name } of Object.values(FORMATS)) {
    for (const kind of EXPORT_KINDS) {
      const names = tables[kind].map((field) => field.name);
      expect(names.length, `${name} ${kind}`).toBeGreaterThan(5);
      expect(new Set(names).size, `${name} ${kind}`).toBe(names.length);
    }
  }
});

/** Reads a line as receivers do: seven parts at bars that are not escaped, then keys before equals signs that are not. */
function readCef(line: string): { readonly header: readonly string[]; readonly extension: ReadonlyMap<string, string> } {
  const header: string[] = [];
  let part = '';
  let at = 0;
  for (; at < line.length && header.length < 7; at++) {
    const character = line.charAt(at);
    if (character === '\\') part += line.charAt(++at);
    else if (character === '|') {
      header.push(part);
      part = '';
    } else part += character;
  }
  const extension = new Map<string, string>();
  const rest = line.slice(at);
  const starts = Array.from(rest.matchAll(/(?:^| )([A-Za-z0-9]+)(?<!\\)=/g));
  for (const [index, match] of starts.entries()) {
    const end = starts[index + 1]?.index ?? rest.length;
    const raw = rest.slice(match.index + match[0].length, end);
    extension.set(match[1] ?? '', raw.replaceAll(/\\([\\=])/g, '$1'));
  }
  return { header, extension };
}
