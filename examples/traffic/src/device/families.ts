/** A kind of client software: what it says of itself, and how it sounds on the wire. */
export interface Family {
  readonly name: string;
  readonly kind: 'browser' | 'app' | 'library';
  /** With `{v}` for the version. */
  readonly userAgent: string;
  /** Version on day 0 and days between releases; users follow within `lagDays`. */
  readonly version: number;
  readonly releaseDays: number;
  readonly lagDays: number;
  /** JA4; it changes with the TLS library, which is rarer than with the version. `{m}` is the version by 4. */
  readonly fingerprint: string;
  readonly headers: readonly (readonly [string, string])[];
}

const ACCEPT_JSON = ['accept', 'application/json'] as const;
const BROWSER = [
  ['accept', 'application/json, text/plain, */*'],
  ['accept-encoding', 'gzip, deflate, br, zstd'],
  ['accept-language', '{lang}'],
  ['sec-fetch-dest', 'empty'],
  ['sec-fetch-mode', 'cors'],
  ['sec-fetch-site', 'same-site'],
] as const;
const MOZILLA = 'Mozilla/5.0';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

export const FAMILIES: readonly Family[] = [
  family(
    'chrome-windows',
    'browser',
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/{v}.0.0.0 Safari/537.36`,
    143,
    28,
    9,
    't13d1516h2_8daaf6152771_{m}d7a1f3c2b',
    [['sec-ch-ua-platform', '"Windows"'], ...BROWSER],
  ),
  family(
    'chrome-mac',
    'browser',
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/{v}.0.0.0 Safari/537.36`,
    143,
    28,
    9,
    't13d1516h2_8daaf6152771_{m}d7a1f3c2b',
    [['sec-ch-ua-platform', '"macOS"'], ...BROWSER],
  ),
  family(
    'firefox',
    'browser',
    `${MOZILLA} (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0`,
    147,
    28,
    12,
    't13d1715h2_5b57614c22b0_{m}4e8d21aa0',
    [...BROWSER],
  ),
  family(
    'safari',
    'browser',
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{v}.1 Safari/605.1.15`,
    19,
    60,
    30,
    't13d2014h2_a09f3c656075_{m}1b9c7744e',
    [...BROWSER],
  ),
  family(
    'edge',
    'browser',
    `${MOZILLA} (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/{v}.0.0.0 Safari/537.36 Edg/{v}.0.0.0`,
    143,
    28,
    6,
    't13d1516h2_8daaf6152771_{m}d7a1f3c2b',
    [['sec-ch-ua-platform', '"Windows"'], ...BROWSER],
  ),
  family('shop-android', 'app', 'ShopApp/{v}.2 (Android 15; Pixel 8) okhttp/4.12.0', 31, 11, 8, 't13d1313h2_f57a46bbacb6_{m}a71c05b8f', [
    ACCEPT_JSON,
    ['accept-encoding', 'gzip'],
    ['accept-language', '{lang}'],
    ['x-app-build', '{v}0412'],
  ]),
  family('shop-ios', 'app', 'ShopApp/{v}.2 CFNetwork/1568 Darwin/24.3', 31, 11, 8, 't13d2613h2_2802a3db6c62_{m}845d286b0', [
    ['accept', '*/*'],
    ['accept-language', '{lang}'],
    ['accept-encoding', 'gzip, deflate, br'],
    ['x-app-build', '{v}0412'],
  ]),
  family('bank-android', 'app', 'Banking/{v}.0 (Android; release)', 8, 16, 10, 't13d1313h2_f57a46bbacb6_{m}a71c05b8f', [
    ACCEPT_JSON,
    ['accept-encoding', 'gzip'],
    ['accept-language', '{lang}'],
    ['x-platform', 'android'],
  ]),
  family('bank-ios', 'app', 'Banking/{v}.0 (iOS; release)', 8, 16, 10, 't13d2613h2_2802a3db6c62_{m}845d286b0', [
    ['accept', '*/*'],
    ['accept-language', '{lang}'],
    ['accept-encoding', 'gzip, deflate, br'],
    ['x-platform', 'ios'],
  ]),
  family('python', 'library', 'python-requests/2.{v}.3', 32, 90, 60, 't13d1812h1_85036bcba153_{m}ae8e66a71', [
    ['accept', '*/*'],
    ['accept-encoding', 'gzip, deflate'],
    ['connection', 'keep-alive'],
  ]),
  family('go', 'library', 'Go-http-client/2.0', 2, 90, 90, 't13d1311h2_f57a46bbacb6_{m}e7c285222', [['accept-encoding', 'gzip']]),
  family('java', 'library', 'Apache-HttpClient/5.{v} (Java/21.0.2)', 4, 90, 60, 't13d4907h2_0d8feac7bc37_{m}7c1a22d0e', [
    ACCEPT_JSON,
    ['accept-encoding', 'gzip, x-gzip, deflate'],
  ]),
  family('node', 'library', 'axios/1.{v}.2', 7, 40, 60, 't13d1714h1_5b57614c22b0_{m}c4aa01e9d', [
    ['accept', 'application/json, text/plain, */*'],
    ['accept-encoding', 'gzip, compress, deflate, br'],
  ]),
  family('meter', 'library', 'meter-fw/{v}.4.1', 5, 20, 15, 't12d0909h1_1d37bd780c83_{m}0f2c9e61b', [['accept', '*/*']]),
];

function family(
  name: string,
  kind: Family['kind'],
  userAgent: string,
  version: number,
  releaseDays: number,
  lagDays: number,
  fingerprint: string,
  headers: Family['headers'],
): Family {
  return { name, kind, userAgent, version, releaseDays, lagDays, fingerprint, headers };
}
