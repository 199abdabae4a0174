import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectLogFormat, parseLogLine } from './formats.ts';
import { LOG_FORMATS, type LogFormat } from './names.ts';

const COMMON = '192.0.2.1 - - [10/Oct/2025:13:55:36 -0700] "GET /orders?limit=1 HTTP/1.1" 200 2326';
const AT = Date.UTC(2025, 9, 10, 20, 55, 36);

function call(line: string, format: LogFormat) {
  const parsed = parseLogLine(line, format);
  if (parsed === undefined || parsed === 'no-call') throw new Error(`not understood: ${line}`);
  const { timeMs, method, host, path, query, status, caller, credentials, isRefused, response } = parsed;
  return { timeMs, method, host, path, query, status, caller, credentials, isRefused, bytes: response.bytes };
}

describe('the common and the combined log format', () => {
  const plain = {
    timeMs: AT,
    method: 'GET',
    path: '/orders',
    query: 'limit=1',
    status: 200,
    caller: '192.0.2.1',
    credentials: undefined,
    bytes: 2326,
  };

  test.each<[string, string, object]>([
    ['common', COMMON, plain],
    ['combined', `${COMMON} "https://a.example/x" "curl/8 \\"q\\""`, plain],
    ['with what servers add', `${COMMON} "-" "curl" "203.0.113.9" 0.003 "upstream"`, plain],
    ['with a virtual host', `api.example:443 ${COMMON}`, { ...plain, host: 'api.example' }],
    ['with an address of IPv6', COMMON.replace('192.0.2.1', '2001:db8::1'), { ...plain, caller: '2001:db8::1' }],
    ['with a user', COMMON.replace('- - [', '- anna meier ['), { ...plain, caller: 'anna meier', credentials: ['basic'] }],
    [
      'with a key in the query',
      COMMON.replace('limit=1', 'api_key=x'),
      { ...plain, query: 'api_key=x', credentials: ['apiKey query api_key'] },
    ],
    ['with an absolute target', COMMON.replace('/orders', 'http://Api.example:80/orders'), { ...plain, host: 'api.example' }],
    ['with an escaped quote', COMMON.replace('limit=1', 'q=\\"a\\x22'), { ...plain, query: 'q=\\"a%22' }],
    ['with spaces in the target', COMMON.replace('limit=1', 'q=a b'), { ...plain, query: 'q=a b' }],
    ['without a size', COMMON.replace('2326', '-'), { ...plain, bytes: undefined }],
  ])('%s', (_name, line, expected) => {
    expect(call(line, 'combined')).toMatchObject(expected);
  });

  test.each([
    '',
    'garbage',
    '2025/10/10 13:55:36 [error] 7#7: *1 open() failed',
    COMMON.replace('GET /orders?limit=1 HTTP/1.1', '-'),
    COMMON.replace('GET /orders?limit=1 HTTP/1.1', '\\x16\\x03\\x01'),
    COMMON.replace('Oct', 'Okt'),
    COMMON.replace(' 200 ', ' 20 '),
    COMMON.replace('/orders', '*'),
    COMMON.slice(0, 60),
  ])('is not what this is: %s', (line) => {
    expect(parseLogLine(line, 'combined')).toBeUndefined();
  });
});

describe('JSON logs', () => {
  test.each<[string, object, object]>([
    [
      'of nginx',
      {
        time_iso8601: '2025-10-10T13:55:36-07:00',
        remote_addr: '192.0.2.1',
        request: 'GET /orders?limit=1 HTTP/1.1',
        status: '200',
        body_bytes_sent: '2326',
        http_host: 'api.example',
      },
      { host: 'api.example', caller: '192.0.2.1', bytes: 2326, credentials: undefined },
    ],
    [
      'of Caddy',
      {
        level: 'info',
        ts: AT / 1000,
        logger: 'http.log.access',
        request: {
          remote_ip: '192.0.2.1',
          proto: 'HTTP/2.0',
          method: 'GET',
          host: 'api.example:443',
          uri: '/orders?limit=1',
          headers: { Authorization: ['REDACTED x'], Accept: ['*/*'] },
        },
        user_id: '',
        size: 2326,
        status: 200,
        resp_headers: { 'Content-Type': ['application/json'] },
      },
      { host: 'api.example', caller: '192.0.2.1', credentials: ['redacted'] },
    ],
    [
      'of Traefik',
      {
        ClientAddr: '192.0.2.1:5000',
        ClientHost: '192.0.2.1',
        RequestHost: 'api.example',
        RequestMethod: 'GET',
        RequestPath: '/orders?limit=1',
        DownstreamStatus: 200,
        StartUTC: '2025-10-10T20:55:36Z',
        DownstreamContentSize: 2326,
      },
      { host: 'api.example', caller: '192.0.2.1', bytes: 2326 },
    ],
    [
      'of Google and Elastic',
      {
        '@timestamp': '2025-10-10T20:55:36Z',
        'http.request.method': 'get',
        url: { path: '/orders', query: 'limit=1' },
        http: { response: { status_code: 200 } },
        'source.ip': '192.0.2.1',
      },
      { caller: '192.0.2.1' },
    ],
    [
      'of one’s own',
      { time: `${AT}`, verb: 'GET', path: '/orders', query: 'limit=1', code: 200, ip: '192.0.2.1' },
      { caller: '192.0.2.1' },
    ],
  ])('%s', (_name, record, expected) => {
    expect(call(JSON.stringify(record), 'json')).toMatchObject({
      timeMs: AT,
      method: 'GET',
      path: '/orders',
      query: 'limit=1',
      status: 200,
      ...expected,
    });
  });

  test.each([
    '',
    '{',
    '[]',
    '{}',
    '"GET /"',
    '{"method":"GET"}',
    '{"method":"GET","uri":"/a","status":200}',
    '{"method":"GET","uri":"/a","time":"soon"}',
  ])('tells of no call: %s', (line) => {
    expect(parseLogLine(line, 'json')).toBeUndefined();
  });
});

describe('logs of HAProxy', () => {
  const HTTP =
    '192.0.2.1:33317 [10/Oct/2025:20:55:36.000] http-in~ static/srv1 10/0/30/69/109 200 2326 - - ---- 1/1/1/1/0 0/0 {api.example|curl} {} "GET /orders?limit=1 HTTP/1.1"';
  const plain = {
    timeMs: AT,
    method: 'GET',
    host: 'api.example',
    path: '/orders',
    query: 'limit=1',
    status: 200,
    caller: '192.0.2.1',
    isRefused: false,
  };

  test.each<[string, string, object]>([
    ['as HAProxy writes them', HTTP, plain],
    ['with what syslog writes before', `Oct 10 20:55:36 lb haproxy[14389]: ${HTTP}`, plain],
    ['without captured headers', HTTP.replace(' {api.example|curl} {}', ''), { ...plain, host: '' }],
    ['with what TLS adds', `${HTTP} 0/0000000000000000/0/0/0 api.example/TLSv1.3/X`, plain],
    ['of a client that went away', HTTP.replace('109 200', '+109 -1'), { ...plain, status: null }],
    [
      'of a request that HAProxy refused',
      HTTP.replace('static/srv1', 'http-in/<NOSRV>').replace(' 200 ', ' 403 '),
      { ...plain, status: 403, isRefused: true },
    ],
    ['with a target of HTTP/2', HTTP.replace('/orders', 'https://api.example/orders'), plain],
  ])('%s', (_name, line, expected) => {
    expect(call(line, 'haproxy')).toMatchObject(expected);
  });

  test('connections without HTTP are none, and known as such', () => {
    expect(parseLogLine('192.0.2.1:33313 [10/Oct/2025:20:55:36.000] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0', 'haproxy')).toBe(
      'no-call',
    );
    expect(parseLogLine(HTTP.replace('"GET', '"<BADREQ>'), 'haproxy')).toBeUndefined();
  });
});

test('a format is known by its lines, although some are not understood', () => {
  expect(detectLogFormat(['garbage', COMMON])).toBe('combined');
  expect(detectLogFormat(['{"a":1}', '{"method":"GET","uri":"/","status":200,"time":1700000000}'])).toBe('json');
  expect(detectLogFormat(['garbage', '{}', ''])).toBeUndefined();
});

test('no line brings a reader down, and each takes time in proportion to its length', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'[]{}"\\/ -:.0aG'.split('')) })),
      fc.constantFrom(...LOG_FORMATS),
      (text, format) => {
        parseLogLine(text, format);
        parseLogLine(`${COMMON.slice(0, 20)}${text}${COMMON.slice(20)}`, format);
      },
    ),
    { numRuns: 500 },
  );
  const start = performance.now();
  parseLogLine(`a ${':'.repeat(100_000)}x - ${COMMON.slice(COMMON.indexOf('['))}`, 'combined');
  expect(performance.now() - start).toBeLessThan(1000);
  for (const piece of [' ', '[', '"', '\\', '\\"', '] "', ' {', '/', '1/', '%', 'a.', ':']) {
    const start = performance.now();
    for (const format of LOG_FORMATS) parseLogLine(`1.1.1.1 - - [x] ${piece.repeat(100_000)}`, format);
    expect(performance.now() - start).toBeLessThan(1000);
  }
});
