import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { testsOf } from '@airside/seclang';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runOverSockets } from './run-over-sockets.ts';
import type { Destination } from './send.ts';

const folder = mkdtempSync(join(tmpdir(), 'airside-ftw-'));
const log = join(folder, 'server.log');

/** Refuses what holds `evil`, and logs a rule for it: late, as servers that buffer do. */
function firewall(request: IncomingMessage): number {
  const isEvil = request.url?.includes('evil') === true;
  const mark = request.headers['x-crs-test'];
  setImmediate(() => {
    if (isEvil) appendFileSync(log, `[client 192.0.2.1] ModSecurity: Warning. [id "1001"] [msg "Evil"]\n`);
    if (mark !== undefined) appendFileSync(log, `ModSecurity: Warning. [id "999999"] [msg "X-CRS-Test ${String(mark)}"]\n`);
  });
  return isEvil ? 403 : 200;
}

let server: Server;
let destination: Destination;
beforeAll(async () => {
  writeFileSync(log, '[id "1002"] from before\n');
  server = createHttpServer((request, response) => response.writeHead(firewall(request)).end('answer'));
  destination = { host: '127.0.0.1', port: await portOf(server), tls: false, insecure: false, timeoutMs: 5000 };
});
afterAll(async () => {
  await closed(server);
  rmSync(folder, { recursive: true });
});

async function portOf(listener: NetServer): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return (listener.address() as AddressInfo).port;
}

function closed(listener: NetServer): Promise<void> {
  return new Promise((resolve) => listener.close(() => resolve()));
}

function testCase(uri: string, output: object, input: object = {}) {
  const stages = [{ input: { uri, headers: { Host: 'a' }, ...input }, output }];
  const [one] = testsOf({ rule_id: 1001, tests: [{ test_id: 1, stages }] });
  if (one === undefined) throw new Error('no test');
  return one;
}

async function faults(uri: string, output: object, options: { log?: string; destination?: Destination; input?: object } = {}) {
  const [outcome] = await runOverSockets([testCase(uri, output, options.input)], {
    destination: options.destination ?? destination,
    log: options.log,
    concurrency: 1,
  });
  return outcome?.faults;
}

const MATCHES = { log: { expect_ids: [1001] } };
const MATCHES_NOT = { log: { no_expect_ids: [1001] } };

describe('judged by the status alone', () => {
  test.each([
    ['a refused request meets a rule that is expected', '/evil', MATCHES, []],
    ['one that passes does not', '/good', MATCHES, ['status 200: not refused']],
    ['one that passes meets a rule that is not expected', '/good', MATCHES_NOT, []],
    ['a refused one does not', '/evil', MATCHES_NOT, ['status 403: refused']],
    ['a status that is expected', '/evil', { status: [400, 403] }, []],
    ['a status that is expected beside a rule', '/good', { status: 200, ...MATCHES }, []],
    ['a status that is not expected', '/good', { status: 400 }, ['status 200 instead of 400']],
    ['an answer where an error is expected', '/good', { expect_error: true }, ['status 200 where an error was expected']],
  ])('%s', async (_name, uri, output, expected) => {
    expect(await faults(uri, output)).toEqual(expected);
  });
});

describe('judged by the log', () => {
  test.each([
    ['a rule that is logged', '/evil', MATCHES, []],
    ['a rule that is not', '/good', MATCHES, ['1001 did not match']],
    ['a rule that is logged and must not be', '/evil', MATCHES_NOT, ['1001 matched']],
    ['a rule that was logged before the test', '/good', { log: { no_expect_ids: [1002] } }, []],
    ['the rule that logs the marks', '/good', { log: { no_expect_ids: [999_999] } }, []],
    ['a pattern', '/evil', { log: { match_regex: 'msg "Ev[i]l"' } }, []],
    ['a status beside a rule', '/evil', { status: 200, ...MATCHES }, ['status 403 instead of 200']],
  ])('%s', async (_name, uri, output, expected) => {
    expect(await faults(uri, output, { log })).toEqual(expected);
  });

  test('what one test made the server log is not held against the next', async () => {
    const tests = ['/evil', '/good', '/evil', '/good'].map((uri) => testCase(uri, uri === '/evil' ? MATCHES : MATCHES_NOT));
    const outcomes = await runOverSockets(tests, { destination, log, concurrency: 1 });
    expect(outcomes.map((outcome) => outcome.faults)).toEqual([[], [], [], []]);
  });

  test('a mark that comes late, and therefore twice, is not held against what follows', async () => {
    const late = join(folder, 'late.log');
    writeFileSync(late, '');
    const held: string[] = [];
    const slow = createHttpServer((request, response) => {
      const mark = request.headers['x-crs-test'];
      // A mark is logged when it comes again, and once more with the next request, each time with the rule that it matched itself.
      if (mark === undefined) appendFileSync(late, `${held.at(-1)}[id "1003"]\n`);
      else if (held.push(`[id "1001"] ${String(mark)}\n`) % 2 === 0) appendFileSync(late, held.at(-1) ?? '');
      response.end();
    });
    const there = { ...destination, port: await portOf(slow) };
    expect(await faults('/', { log: { expect_ids: [1003], no_expect_ids: [1001] } }, { log: late, destination: there })).toEqual([]);
    await closed(slow);
  });

  test('a record of Airside is read as well', async () => {
    const records = join(folder, 'exchanges.ndjson');
    writeFileSync(records, '');
    const recording = createHttpServer((request, response) => {
      const firewallMatches = request.url === '/evil' ? [{ rule: 1001, variables: [] }] : [];
      response.once('close', () => {
        appendFileSync(records, `${JSON.stringify({ id: request.headers['x-request-id'], firewall: { matches: firewallMatches } })}\n`);
      });
      response.end();
    });
    const there = { ...destination, port: await portOf(recording) };
    expect(await faults('/evil', MATCHES, { log: records, destination: there })).toEqual([]);
    expect(await faults('/good', MATCHES, { log: records, destination: there })).toEqual(['1001 did not match']);
    expect(await faults('/evil', { log: { no_expect_ids: [100] } }, { log: records, destination: there })).toEqual([]);
    await closed(recording);
  });

  test('a log that is not there, or that shows no mark, is said', async () => {
    await expect(faults('/', {}, { log: join(folder, 'nowhere') })).rejects.toThrow('nowhere cannot be read (ENOENT)');
    const silent = join(folder, 'silent.log');
    writeFileSync(silent, '');
    const hasty = { ...destination, timeoutMs: 50 };
    await expect(faults('/', {}, { log: silent, destination: hasty })).rejects.toThrow('silent.log did not show the mark');
  });
});

describe('over a socket', () => {
  /** A server that answers each connection in its own way and keeps what came. */
  async function withServer(
    answer: (socket: Socket, received: () => string) => void,
    use: (there: Destination, received: () => string) => Promise<void>,
  ) {
    const sockets = new Set<Socket>();
    let text = '';
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
      });
      answer(socket, () => text);
    });
    try {
      await use({ ...destination, port: await portOf(listener) }, () => text);
    } finally {
      for (const socket of sockets) socket.destroy();
      await closed(listener);
    }
  }
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

  test('a request goes out byte by byte as the test has it', async () => {
    const raw = '\tGET  /\u0001\xff HTTP/7.3\nHost:a\r\n\r\n';
    await withServer(
      (socket, received) => socket.on('data', () => received().length === raw.length && socket.end(OK)),
      async (there, received) => {
        const input = { encoded_request: Buffer.from(raw, 'latin1').toString('base64') };
        expect(await faults('/', { status: 200 }, { destination: there, input })).toEqual([]);
        expect(received()).toBe(raw);
      },
    );
  });

  test.each([
    ['closes without an answer', (socket: Socket) => socket.end(), 'the connection was closed without an answer'],
    ['cuts the connection', (socket: Socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['answers something else', (socket: Socket) => socket.end('SSH-2.0\r\n'), 'the answer is no HTTP'],
    ['never answers', () => undefined, 'no answer in 200 ms'],
  ])('a server that %s fails a test, unless it expects an error', async (_name, answer, fault) => {
    await withServer(answer, async (there) => {
      const hasty = { ...there, timeoutMs: 200 };
      expect(await faults('/', { status: 200 }, { destination: hasty })).toEqual([fault]);
      expect(await faults('/', { expect_error: true }, { destination: hasty })).toEqual([]);
    });
  });

  test('an endless answer is cut off', async () => {
    const endless = (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      };
      socket.on('drain', more);
      more();
    };
    await withServer(endless, async (there) => {
      expect(await faults('/', { status: 200 }, { destination: there })).toEqual([]);
    });
  });

  test('TLS is spoken where it is asked for, and a certificate is checked unless it is said not to be', async () => {
    const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...key, '-subj', '/CN=localhost', ...files], { stdio: 'ignore' });
    const [keyPem, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(folder, name), 'utf8'));
    const secure = createHttpsServer({ key: keyPem, cert }, (_request, response) => response.end());
    const there = { ...destination, port: await portOf(secure), tls: true };
    expect(await faults('/', { status: 200 }, { destination: { ...there, insecure: true } })).toEqual([]);
    expect(await faults('/', { status: 200 }, { destination: there })).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT']);
    expect(await faults('/', { status: 200 }, { destination: { ...there, tls: false } })).not.toEqual([]);
    await closed(secure);
  });

  test('a server that is not there ends the run', async () => {
    const gone = createServer();
    const port = await portOf(gone);
    await closed(gone);
    for (const options of [{}, { log }]) {
      const sent = faults('/', {}, { ...options, destination: { ...destination, port } });
      await expect(sent).rejects.toThrow(`127.0.0.1:${port} cannot be reached (ECONNREFUSED)`);
    }
  });

  test('never more tests are under way than asked for, and each is run once, in its place', async () => {
    let open = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const busy = createHttpServer((request, response) => {
      most = Math.max(most, ++open);
      waiting.push(() => {
        open--;
        response.writeHead(request.url === '/evil' ? 403 : 200).end();
      });
      if (waiting.length === 3 || request.url === '/last') for (const finish of waiting.splice(0)) finish();
    });
    const there = { ...destination, port: await portOf(busy) };
    const uris = ['/good', '/evil', '/good', '/evil', '/good', '/evil', '/last'];
    const outcomes = await runOverSockets(
      uris.map((uri) => testCase(uri, MATCHES)),
      { destination: there, log: undefined, concurrency: 3 },
    );
    expect(outcomes.map((outcome) => outcome.faults?.length)).toEqual([1, 0, 1, 0, 1, 0, 1]);
    expect(most).toBe(3);
    await closed(busy);
  });
});
