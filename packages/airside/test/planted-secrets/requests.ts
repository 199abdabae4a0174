import { basic, type Planted, plant } from './credentials.ts';

/** A request as its bytes, and the status that it is answered with. */
export interface PlantedRequest {
  readonly what: string;
  readonly bytes: string;
  readonly status: number;
}

/** Requests that carry a secret in each place where a caller may put one: such that pass, and such that are refused at each checkpoint. */
export function plantedRequests(planted: Planted): readonly PlantedRequest[] {
  const { apiKey, wrongApiKey, token, wrongToken, expiredToken, username, password } = planted;
  const key = `X-Api-Key: ${apiKey}`;
  const get = (what: string, status: number, fields: readonly string[], target = '/orders/1'): PlantedRequest => ({
    what,
    status,
    bytes: `GET ${target} HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`,
  });
  const post = (what: string, status: number, type: string, body: string, fields: readonly string[] = [key]): PlantedRequest => ({
    what,
    status,
    bytes: `POST /orders HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n${fields.map((field) => `${field}\r\n`).join('')}Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  });
  const params = (names: readonly string[]): string => names.map((name) => `${name}=${plant()}`).join('&');
  const object = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, plant()]));
  return [
    get('API key', 200, [key]),
    get('API key that is unknown', 401, [`X-Api-Key: ${wrongApiKey}`]),
    get('API key that is mistyped', 401, [`X-Api-Key: ${apiKey.slice(0, -1)}_${plant()}`]),
    get('API key that is made elsewhere', 401, [`X-Api-Key: ${plant()}`]),
    get('two API keys', 401, [key, `X-Api-Key: ${wrongApiKey}`]),
    get('password', 200, [`Authorization: ${basic(username, password)}`]),
    get('wrong password', 401, [`Authorization: ${basic(username, plant())}`]),
    get('password as user name', 401, [`Authorization: ${basic(plant(), 'x')}`]),
    get('password with a control character', 401, [`Authorization: ${basic(username, `${plant()}\u0001`)}`]),
    get('token', 200, [`Authorization: Bearer ${token}`]),
    get('token of a stranger', 401, [`Authorization: Bearer ${wrongToken}`]),
    get('token that has expired', 401, [`Authorization: Bearer ${expiredToken}`]),
    get('token that is no JWT', 401, [`Authorization: Bearer ${plant()}`]),
    get('API key as token', 401, [`Authorization: Bearer ${apiKey}`]),
    ...['Digest', 'Negotiate', 'Token', 'ApiKey', 'DPoP', 'AWS4-HMAC-SHA256', 'Custom'].map((scheme) =>
      get(`scheme ${scheme}`, 401, [`Authorization: ${scheme} ${plant()}`]),
    ),
    get('secret without a scheme', 401, [`Authorization: ${plant()}`]),
    get('Authorization twice', 400, [`Authorization: Bearer ${token}`, `Authorization: Bearer ${plant()}`]),
    get('proof of possession', 200, [key, `DPoP: ${token}`]),
    get('cookies', 200, [key, `Cookie: session=${plant()}; theme=${plant()}`, `Cookie: b=${plant()}`]),
    get('fields with secret names', 200, [
      key,
      ...[
        'X-Auth-Token',
        'X-Access-Token',
        'Api-Key',
        'X-Client-Secret',
        'X-Amz-Security-Token',
        'X-CSRF-Token',
        'Authentication',
        'X-Session-Id',
        'Private-Token',
      ].map((name) => `${name}: ${plant()}`),
    ]),
    get('misspelt fields', 200, [
      key,
      `Authorisation: Bearer ${plant()}`,
      `Autorization: ${plant()}`,
      `X-Apikey: ${plant()}`,
      `X_Api_Key: ${plant()}`,
    ]),
    get('fields of proxies', 200, [
      key,
      `Proxy-Authorization: Basic ${plant()}`,
      `X-Forwarded-Authorization: Bearer ${plant()}`,
      `X-Forwarded-Access-Token: ${plant()}`,
      `X-Original-Authorization: ${plant()}`,
      `X-Original-URL: /x?token=${plant()}`,
      `X-Forwarded-Client-Cert: ${plant()}`,
    ]),
    get('credentials of known form in other fields', 200, [
      key,
      `X-Note: ${token}`,
      `X-Other: mine is ${wrongApiKey}.`,
      `X-Third: Bearer ${wrongToken}`,
    ]),
    get('Referer', 200, [key, `Referer: https://shop.example/reset?token=${plant()}&next=1#access_token=${plant()}`]),
    get('Referer with userinfo', 200, [key, `Referer: https://anna:${plant()}@shop.example/`]),
    get('user agent', 200, [key, `User-Agent: curl/8 (token=${wrongToken})`]),
    get('request id', 200, [key, `X-Request-Id: ${wrongApiKey}`]),
    get('request id that is a token', 200, [key, `X-Request-Id: ${wrongToken}`]),
    get(
      'query',
      200,
      [key],
      `/orders/1?${params(['access_token', 'api_key', 'apikey', 'client_secret', 'password', 'pwd', 'sig', 'code', 'session', 'X-Amz-Credential'])}`,
    ),
    get(
      'query with tokens under plain names',
      200,
      [key],
      `/orders/1?a=${wrongToken}&b=${wrongApiKey}&redirect=${encodeURIComponent(`https://x.example/?token=${plant()}`)}`,
    ),
    get('path with a token', 200, [key], `/orders/${wrongToken}`),
    get('path with an API key', 200, [key], `/orders/${wrongApiKey}`),
    get('path parameter with a secret name', 200, [key], `/reset/${plant()}`),
    get('matrix parameters', 200, [key], `/orders/1;jsessionid=${plant()};a=1`),
    get('userinfo in the target', 400, [key], `http://anna:${plant()}@api.example.com/orders/1`),
    hostWithUserinfo(key),
    get('unknown API', 404, [key], `/elsewhere/${wrongToken}?token=${plant()}`),
    get('unknown operation', 404, [key], `/nothing/${wrongToken}?token=${plant()}`),
    get('ambiguous path', 400, [key], `/orders//1?token=${plant()}`),
    methodNotAllowed(key),
    get('access refused', 403, [key], `/admin?token=${plant()}`),
    get('contract refused', 400, [key], `/orders/1?limit=x&token=${plant()}`),
    get('firewall refused', 403, [key, `X-Auth-Token: ${plant()}`, `Cookie: a=${plant()}`], `/orders/1?q=evil&token=${plant()}`),
    get('anonymous', 200, [`Cookie: a=${plant()}`, `Authorization: Custom ${plant()}`], `/open?token=${plant()}`),
    post(
      'JSON',
      200,
      'application/json',
      JSON.stringify({ ...object(['password', 'client_secret', 'accessToken', 'pin']), user: object(['new_password']) }),
    ),
    post(
      'form',
      200,
      'application/x-www-form-urlencoded',
      params(['password', 'client_secret', 'client_assertion', 'refresh_token', 'code']),
    ),
    post('JSON with a token under a plain name', 200, 'application/json', JSON.stringify({ note: wrongToken, other: [wrongApiKey] })),
    post('broken JSON', 400, 'application/json', `{"password":"${plant()}`),
    post('JSON that the firewall refuses', 403, 'application/json', JSON.stringify({ ...object(['password']), q: 'evil' })),
    post('JSON without a credential', 401, 'application/json', JSON.stringify(object(['password'])), []),
    trailers(key),
    { what: 'no HTTP', status: 400, bytes: `GET / HTTP/1.1\r\nAuthorization : Bearer ${plant()}\r\n\r\n` },
    { what: 'TLS or noise', status: 400, bytes: `${plant()}\r\n\r\n` },
  ];
}

function hostWithUserinfo(key: string): PlantedRequest {
  const bytes = `GET /orders/1 HTTP/1.1\r\nHost: anna:${plant()}@api.example.com\r\nConnection: close\r\n${key}\r\n\r\n`;
  return { what: 'userinfo in the Host', status: 400, bytes };
}

function methodNotAllowed(key: string): PlantedRequest {
  const bytes = `DELETE /open?password=${plant()} HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n${key}\r\n\r\n`;
  return { what: 'method that is not allowed', status: 405, bytes };
}

function trailers(key: string): PlantedRequest {
  const head = `POST /orders HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n${key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
  return {
    what: 'trailers',
    status: 200,
    bytes: `${head}2\r\n{}\r\n0\r\nAuthorization: Bearer ${plant()}\r\nX-Trailer: ${plant()}\r\n\r\n`,
  };
}
