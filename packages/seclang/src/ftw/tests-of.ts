import type { Stage, StageInput, StageOutput, TestCase } from './test-case.ts';

/**
 * The tests that a file of go-ftw, already read from YAML, describes: in the format of CRS 4 or of CRS 3.3. What is no test is passed over; the
 * tests of a file that is turned off (`enabled: false`) have no stages.
 */
export function testsOf(document: unknown): TestCase[] {
  const file = fields(document);
  const isEnabled = fields(file['meta'])['enabled'] !== false;
  return list(file['tests']).map((test) => {
    const described = fields(test);
    const name = described['test_title'] ?? `${text(file['rule_id'])}-${text(described['test_id'])}`;
    const stages = isEnabled ? list(described['stages']) : [];
    return { name: text(name), stages: stages.map((stage) => stageOf(fields(fields(stage)['stage'] ?? stage))) };
  });
}

type Fields = Readonly<Record<string, unknown>>;

function stageOf(stage: Fields): Stage {
  return { input: inputOf(fields(stage['input'])), output: outputOf(fields(stage['output'])) };
}

function inputOf(input: Fields): StageInput {
  return {
    method: text(input['method'] ?? 'GET'),
    uri: text(input['uri'] ?? '/'),
    version: text(input['version'] ?? 'HTTP/1.1'),
    headers: headersOf(input),
    data: bytes(Array.isArray(input['data']) ? input['data'].map(text).join('\r\n') : text(input['data'] ?? '')),
    encoded: wholeRequest(text(input['encoded_request'] ?? ''), text(input['raw_request'] ?? '')),
    completesHeaders: input['autocomplete_headers'] !== false && input['stop_magic'] !== true,
    serverAddress: text(input['dest_addr'] ?? '127.0.0.1'),
    port: Number(input['port'] ?? 80),
  };
}

/** A request that is given as a whole: in base64, or as it is. */
function wholeRequest(encoded: string, raw: string): string | undefined {
  if (encoded !== '') return Buffer.from(encoded, 'base64').toString('latin1');
  return raw === '' ? undefined : bytes(raw);
}

function headersOf(input: Fields): (readonly [string, string])[] {
  const ordered = list(input['ordered_headers']).map((header) => [text(fields(header)['name']), text(fields(header)['value'])] as const);
  return [...Object.entries(fields(input['headers'] ?? {})).map(([name, value]) => [bytes(name), bytes(text(value))] as const), ...ordered];
}

function outputOf(output: Fields): StageOutput {
  const log = fields(output['log'] ?? {});
  const contains = ids(output['log_contains']);
  const containsNot = ids(output['no_log_contains']);
  return {
    status: (Array.isArray(output['status']) ? output['status'] : output['status'] === undefined ? [] : [output['status']]).map(Number),
    expectError: output['expect_error'] === true,
    expectIds: [...list(log['expect_ids']).map(Number), ...contains.ids],
    expectNoIds: [...list(log['no_expect_ids']).map(Number), ...containsNot.ids],
    matches: [...texts(log['match_regex']), ...contains.other],
    matchesNot: [...texts(log['no_match_regex']), ...containsNot.other],
  };
}

/** `id "920100"` and nothing else, as CRS 3.3 writes it, is an id; anything else is a pattern. */
function ids(value: unknown): { ids: number[]; other: string[] } {
  const written = texts(value);
  const idOf = (each: string): string | undefined => /^\s*\[?id "(\d+)"\]?\s*$/.exec(each)?.[1];
  return { ids: written.flatMap((each) => idOf(each) ?? []).map(Number), other: written.filter((each) => idOf(each) === undefined) };
}

function texts(value: unknown): string[] {
  return value === undefined || value === '' ? [] : (Array.isArray(value) ? value : [value]).map(text);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function bytes(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}
