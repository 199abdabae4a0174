import { describe, expect, test } from 'vitest';

import { parseConfiguration } from './parse.ts';

const TOKEN = 'planted-token-0123456789';
const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

function parse(telemetry: string) {
  return parseConfiguration(`telemetry: ${telemetry}\napis: {}\n`, {
    file: 'airside.yaml',
    policies: {},
    environment: { TOKEN, CERTIFICATE },
  });
}

const errorsOf = (telemetry: string) => parse(telemetry).problems.filter(({ severity }) => severity === 'error');

test('nothing is told to anybody unless it is configured', () => {
  const { telemetry } = parse('{}').configuration ?? {};
  expect(telemetry).toMatchObject({ prometheus: undefined, metrics: { countries: false, networks: false, maxConsumers: 200 } });
  expect(telemetry).not.toHaveProperty('otlp');
});

test('Prometheus is answered on this machine only, unless it is said otherwise', () => {
  expect(parse('{ prometheus: true }').configuration?.telemetry.prometheus).toEqual({ listen: '127.0.0.1:9464' });
});

describe('is accepted', () => {
  test.each([
    "{ prometheus: { listen: '[::1]:9464' } }",
    "{ prometheus: { listen: 'localhost:0' } }",
    "{ prometheus: { listen: '0.0.0.0:9464', token: '${env:TOKEN}' } }",
    "{ prometheus: { listen: '[::]:9464', allow: [10.0.0.0/8] } }",
    "{ otlp: { endpoint: 'http://127.0.0.1:4318' } }",
    "{ otlp: { endpoint: 'http://localhost:4318/base' } }",
    "{ otlp: { endpoint: 'http://[::1]:4318' } }",
    "{ otlp: { endpoint: 'https://otlp.example', headers: { Authorization: '${env:TOKEN}' }, ca: '${env:CERTIFICATE}' } }",
    "{ otlp: { endpoint: 'http://collector:4318', insecure: true } }",
    "{ otlp: { endpoint: 'https://otlp.example', attributes: { service.namespace: shop } }, traces: { ratio: 1, parents: everybody } }",
  ])('%s', (telemetry) => {
    expect(errorsOf(telemetry)).toEqual([]);
  });
});

describe('is refused', () => {
  test.each([
    ['metrics that anybody in the network can read', "{ prometheus: { listen: '0.0.0.0:9464' } }"],
    ['the same at a name', "{ prometheus: { listen: 'metrics.example:9464' } }"],
    ['the same at a name that begins like a loopback address', "{ prometheus: { listen: '127.example:9464' } }"],
    ['the same with an empty list', "{ prometheus: { listen: '0.0.0.0:9464', allow: [] } }"],
    ['a token in clear', `{ prometheus: { token: ${TOKEN} } }`],
    ['a short token', "{ prometheus: { token: '${env:SHORT}' } }"],
    ['no port', '{ prometheus: { listen: localhost } }'],
    ['an unencrypted receiver elsewhere', "{ otlp: { endpoint: 'http://collector:4318' } }"],
    ['the same at a name that begins like a loopback address', "{ otlp: { endpoint: 'http://127.0.0.1.example' } }"],
    ['a receiver with a password in its URL', "{ otlp: { endpoint: 'https://user:password@otlp.example' } }"],
    ['no receiver', '{ otlp: {} }'],
    ['a header in clear', `{ otlp: { endpoint: 'https://otlp.example', headers: { Authorization: ${TOKEN} } } }`],
    ['a header with a line break in its name', "{ otlp: { endpoint: 'https://otlp.example', headers: { \"a\\nb\": '${env:TOKEN}' } } }"],
    ['authorities that are none', "{ otlp: { endpoint: 'https://otlp.example', ca: ca.pem } }"],
    ['metrics without a pause', "{ otlp: { endpoint: 'https://otlp.example', interval: 10ms } }"],
    ['more than all traces', '{ traces: { ratio: 1.1 } }'],
    ['no consumers at all', '{ metrics: { maxConsumers: 0 } }'],
  ])('%s', (_what, telemetry) => {
    const errors = errorsOf(telemetry);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain(TOKEN);
  });
});
