import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

import { describe, expect, onTestFinished, test } from 'vitest';

import { type Certificate, makeCertificate } from '../../../test/certificate.ts';
import { configuredExport } from '../../../test/exporter-under-test.ts';
import { json, startHttpReceiver } from '../../../test/http-receiver.ts';
import type { Outcome } from '../../outbox/channel.ts';
import { createSink } from './create.ts';
import type { Line, Sink, SomeTaken } from './sink.ts';

/** Machines that have much else to do take their time. */
const eventually = <Value>(value: () => Value) => expect.poll(value, { timeout: 20_000 });

const line = (text: string): Line => ({ text, timeMs: Date.parse('2026-11-01T12:00:00.123Z'), kind: 'detection' });
const idOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 27);
const LINES = [line('{"a":1}'), line('{"b":"ü"}')];

function sinkOf(yaml: string, directory = '/', ca?: string, environment: Record<string, string> = {}): Sink {
  const sink = createSink(configuredExport(yaml, directory, ca, 'siem', environment));
  onTestFinished(() => sink.close());
  return sink;
}

const send = (sink: Sink, lines: readonly Line[] = LINES): Promise<Outcome | SomeTaken> =>
  sink.send(lines, AbortSignal.timeout(10_000)).catch((error: unknown): Outcome => ({ kind: 'later', reason: (error as Error).message }));

describe('HTTP', () => {
  test.each([
    ['ndjson', 'ocsf', 'application/x-ndjson', '{"a":1}\n{"b":"ü"}\n'],
    ['array', 'ocsf', 'application/json', '[{"a":1},{"b":"ü"}]'],
    [
      'splunk',
      'ocsf',
      'application/json',
      '{"time":1793534400.123,"sourcetype":"airside:detection","event":{"a":1}}\n{"time":1793534400.123,"sourcetype":"airside:detection","event":{"b":"ü"}}\n',
    ],
    [
      'elastic',
      'ecs',
      'application/x-ndjson',
      `{"create":{"_id":"${idOf('{"a":1}')}"}}\n{"a":1}\n{"create":{"_id":"${idOf('{"b":"ü"}')}"}}\n{"b":"ü"}\n`,
    ],
  ])('%s', async (body, format, type, expected) => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) =>
      json(response, 200, { errors: false, items: [{ create: { status: 201 } }, { create: { status: 201 } }] });
    const yaml = `format: ${format}, http: { url: '${receiver.origin}/in?x=1', body: ${body}, authorization: '\${env:TOKEN}' }`;
    const sink = sinkOf(yaml, '/', undefined, { TOKEN: 'Splunk 0123456789' });
    expect((await send(sink)).kind).toBe('delivered');
    const [request] = receiver.requests;
    expect(request?.body).toBe(expected);
    expect(request?.headers).toMatchObject({ 'content-type': type, authorization: 'Splunk 0123456789' });
    expect(sink.target).toBe(receiver.origin);
  });

  test.each([
    [400, 'refused'],
    [413, 'refused'],
    [422, 'refused'],
    [401, 'later'],
    [403, 'later'],
    [404, 'later'],
    [302, 'later'],
    [429, 'later'],
    [500, 'later'],
  ])('an answer of %d: %s', async (status, kind) => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.writeHead(status).end('Splunk 0123456789');
    const outcome = await send(
      sinkOf(`http: { url: '${receiver.origin}/', authorization: '\${env:TOKEN}' }`, '/', undefined, { TOKEN: 'Splunk 0123456789' }),
    );
    expect(outcome.kind).toBe(kind);
    expect(JSON.stringify(outcome)).not.toContain('0123456789');
  });

  test.each<[statuses: number[], outcome: object]>([
    [[201, 201], { kind: 'delivered' }],
    [[201, 409], { kind: 'delivered' }],
    [[201, 400], { kind: 'some', later: [], refused: LINES.slice(1) }],
    [[201, 429], { kind: 'some', later: LINES.slice(1), refused: [] }],
    [[503, 400], { kind: 'some', later: LINES.slice(0, 1), refused: LINES.slice(1) }],
    [[403, 404], { kind: 'later' }],
    [[201], { kind: 'later' }],
  ])('of a bulk request each record has a status of its own, and one that is there already is taken: %j', async (statuses, outcome) => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) =>
      json(response, 200, { errors: true, items: statuses.map((status) => ({ create: { status, error: { type: 'x' } } })) });
    expect(await send(sinkOf(`format: ecs, http: { url: '${receiver.origin}/_bulk', body: elastic }`))).toMatchObject(outcome);
  });

  test('an answer that is no bulk API takes nothing', async () => {
    const receiver = await startHttpReceiver();
    expect((await send(sinkOf(`format: ecs, http: { url: '${receiver.origin}/', body: elastic }`))).kind).toBe('later');
  });
});

describe('syslog', () => {
  const HEADER = /^<110>1 2026-11-01T12:00:00\.123Z gate\.example airside \d+ detection - /;
  const messageText = (message: string): string => {
    expect(message).toMatch(HEADER);
    return message.replace(HEADER, '');
  };

  test('UDP: one message a datagram', async () => {
    const socket = createSocket('udp4');
    const received: string[] = [];
    socket.on('message', (bytes) => received.push(bytes.toString()));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    const sink = sinkOf(`syslog: { host: 127.0.0.1, port: ${socket.address().port}, transport: udp, hostname: gate.example }`);
    expect((await send(sink)).kind).toBe('delivered');
    await eventually(() => received.map(messageText)).toEqual(['{"a":1}', '{"b":"ü"}']);
    const outcome = await send(sink, [line('x'.repeat(70_000))]);
    expect(outcome).toMatchObject({ kind: 'refused', reason: '1 of 1 are larger than a datagram can be' });
  });

  async function startStream(tls?: Certificate) {
    const chunks: Buffer[] = [];
    const sockets = new Set<Socket>();
    const onConnection = (socket: Socket) => {
      sockets.add(socket);
      socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    };
    const server: Server = tls === undefined ? createServer(onConnection) : createTlsServer(tls, onConnection);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    const { port } = server.address() as AddressInfo;
    return { port, sockets, server, messages: () => readFrames(Buffer.concat(chunks)).map(messageText) };
  }

  /** Octet counting (RFC 6587 section 3.4.1). */
  function readFrames(bytes: Buffer): string[] {
    const frames: string[] = [];
    for (let at = 0; at < bytes.length; ) {
      const space = bytes.indexOf(' ', at);
      const length = Number(bytes.subarray(at, space).toString());
      frames.push(bytes.subarray(space + 1, space + 1 + length).toString());
      at = space + 1 + length;
    }
    return frames;
  }

  test('TCP: messages behind their length in bytes, on one connection, and on a new one after it was cut', async () => {
    const { port, sockets, messages } = await startStream();
    const sink = sinkOf(`syslog: { host: 127.0.0.1, port: ${port}, transport: tcp, hostname: gate.example }`);
    await send(sink);
    await send(sink, [line('{"c":"line\\nbreak"}')]);
    await eventually(messages).toEqual(['{"a":1}', '{"b":"ü"}', '{"c":"line\\nbreak"}']);
    expect(sockets.size).toBe(1);
    for (const socket of sockets) socket.destroy();
    // What is written before the end of a connection is known counts as taken: nothing tells otherwise.
    const lastAfterSending = async () => {
      await send(sink, [line('{"d":1}')]);
      return messages().at(-1);
    };
    await eventually(lastAfterSending).toBe('{"d":1}');
    expect(sockets.size).toBe(2);
  });

  test('TCP: nothing is left behind on a connection by what was sent over it', async () => {
    const { port, messages } = await startStream();
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    onTestFinished(() => void process.removeListener('warning', onWarning));
    const sink = sinkOf(`syslog: { host: 127.0.0.1, port: ${port}, transport: tcp, hostname: gate.example }`);
    for (let batch = 0; batch < 20; batch++) await send(sink);
    await eventually(() => messages().length).toBe(40);
    expect(warnings).toEqual([]);
  });

  test('TLS: only to a server with a certificate that is trusted', async () => {
    const certificate = makeCertificate();
    const { port, messages } = await startStream(certificate);
    const yaml = `syslog: { host: 127.0.0.1, port: ${port}, hostname: gate.example }`;
    expect(await send(sinkOf(yaml))).toMatchObject({ kind: 'later', reason: expect.stringContaining('certificate') });
    expect((await send(sinkOf(yaml, '/', certificate.cert))).kind).toBe('delivered');
    await eventually(messages).toEqual(['{"a":1}', '{"b":"ü"}']);
  });

  test('a port where nobody listens, and one that takes nothing, are later', async () => {
    const { port, server } = await startStream();
    await new Promise((resolve) => server.close(resolve));
    expect((await send(sinkOf(`syslog: { host: 127.0.0.1, port: ${port}, transport: tcp }`))).kind).toBe('later');
    const silent = await startStream();
    const sink = sinkOf(`timeout: 200ms, syslog: { host: 127.0.0.1, port: ${silent.port} }`);
    expect(await send(sink)).toMatchObject({ kind: 'later', reason: 'nothing was taken within 200 ms' });
  });
});

describe('file', () => {
  const folder = (): string => {
    const directory = mkdtempSync(join(tmpdir(), 'airside-export-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    return directory;
  };

  test('one record a line; a large file is renamed, and the oldest goes', async () => {
    const directory = folder();
    const sink = sinkOf('file: { path: out.log, maxSize: 1MB, keep: 2 }', directory);
    for (let count = 0; count < 5; count++) {
      await send(sink, [line(`"${count}"`), line('x'.repeat(999_999))]);
      if (count === 0) expect(readFileSync(join(directory, 'out.log'), 'utf8')).toMatch(/^"0"\nx+\n$/);
    }
    expect(readdirSync(directory).toSorted()).toEqual(['out.log', 'out.log.1', 'out.log.2']);
    const first = (name: string) => readFileSync(join(directory, name), 'utf8').slice(0, 3);
    expect(['out.log', 'out.log.1', 'out.log.2'].map(first)).toEqual(['"4"', '"3"', '"2"']);
  });

  test('what cannot be written is later, and says why', async () => {
    const directory = folder();
    mkdirSync(join(directory, 'out.log'));
    const outcome = await send(sinkOf('file: { path: out.log }', directory));
    expect(outcome).toEqual({ kind: 'later', reason: 'out.log cannot be written (EISDIR)' });
    writeFileSync(join(directory, 'plain'), '');
    expect(await send(sinkOf('file: { path: plain/out.log }', directory))).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('ENOTDIR'),
    });
  });
});

test.each([
  ['two places at once', "http: { url: 'https://a.example' }, file: { path: x }"],
  ['no place', 'format: ocsf'],
  ['CEF in a JSON array', "format: cef, http: { url: 'https://a.example', body: array }"],
  ['OCSF into the bulk API of ECS', "format: ocsf, http: { url: 'https://a.example', body: elastic }"],
  ['plain http to another machine', "http: { url: 'http://a.example' }"],
  ['a token in clear', "http: { url: 'https://a.example', authorization: 'Bearer abcdefgh' }"],
  ['a host with a space', 'syslog: { host: "a b" }'],
  ['a host name that would break the header', 'syslog: { host: a.example, hostname: "a b" }'],
])('refused in the configuration: %s', (_case, yaml) => {
  expect(() => configuredExport(yaml)).toThrow();
});
