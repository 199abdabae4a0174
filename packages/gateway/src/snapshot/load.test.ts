import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Problem } from '@airside/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { KEY_SHA256 } from '../../test/house.ts';
import { loadConfiguration, loadConfigurationText } from './load.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-load-'));
  writeFileSync(
    join(directory, 'broken.yaml'),
    'openapi: 3.1.0\ninfo: {}\npaths: { /a: { get: { parameters: [{ $ref: "#/nowhere" }], responses: {} } } }\n',
  );
  writeFileSync(join(directory, 'no.pem'), 'no certificate\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

async function problemsOf(yaml: string): Promise<readonly Problem[]> {
  const { problems, bundle } = await loadConfigurationText(yaml, join(directory, 'airside.yaml'), { environment: {} });
  expect(bundle === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  return problems;
}

const HASH = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXRhZ3NvbWV0YWdzb21ldGFnc29tZXRhZzEyMzQ';
const API = "upstreams: ['http://127.0.0.1:1']";
const ISSUER = "issuer: 'https://id.example', audience: [a]";

/** What is wrong, in a configuration of one line per part; the problem stands in the line given. */
const WRONG: Readonly<Record<string, { readonly yaml: string; readonly path: string; readonly line: number; readonly says: RegExp }>> = {
  'a trusted proxy that is no network': {
    yaml: `gateway:\n  trustedProxies:\n    - 10.0.0.0/8\n    - 10.0.0.0/33\napis: {}\n`,
    path: '/gateway/trustedProxies/1',
    line: 4,
    says: /address or network/,
  },
  'a certificate that cannot be read': {
    yaml: `gateway:\n  listen:\n    - address: 127.0.0.1:0\n      tls:\n        certificate: gone.pem\n        key: no.pem\napis: {}\n`,
    path: '/gateway/listen/0/tls/certificate',
    line: 5,
    says: /gone\.pem cannot be read \(ENOENT\)/,
  },
  'a certificate that is none': {
    yaml: `gateway:\n  listen:\n    - address: 127.0.0.1:0\n      tls:\n        certificate: no.pem\n        key: no.pem\napis: {}\n`,
    path: '/gateway/listen/0/tls',
    line: 5,
    says: /cannot be used/,
  },
  'two APIs in one place': {
    yaml: `apis:\n  one: { ${API} }\n  two:\n    ${API}\n    path: /\n`,
    path: '/apis/two/path',
    line: 5,
    says: /same place as "one"/,
  },
  'an API in the place of the gateway': {
    yaml: `apis:\n  one:\n    ${API}\n    path: /.airside\n`,
    path: '/apis/one/path',
    line: 4,
    says: /\.airside/,
  },
  'one key for two consumers': {
    yaml: `consumers:\n  one: { apiKeys: [{ id: k, sha256: ${KEY_SHA256} }] }\n  two:\n    apiKeys:\n      - { id: k, sha256: ${KEY_SHA256} }\napis: {}\n`,
    path: '/consumers/two/apiKeys/0',
    line: 5,
    says: /belongs to consumer "one"/,
  },
  'one user name for two consumers, in two spellings of Unicode': {
    yaml: `consumers:\n  one: { logins: [{ username: "\\u00e9", passwordHash: '${HASH}' }] }\n  two:\n    logins:\n      - username: "e\\u0301"\n        passwordHash: '${HASH}'\napis: {}\n`,
    path: '/consumers/two/logins/0/username',
    line: 5,
    says: /belongs to consumer "one"/,
  },
  'a client of an issuer that does not exist': {
    yaml: `issuers: { login: { ${ISSUER}, jwks: 'https://id.example/jwks' } }\nconsumers:\n  one:\n    clients:\n      - { issuer: logn, clientId: c }\napis: {}\n`,
    path: '/consumers/one/clients/0/issuer',
    line: 5,
    says: /no issuer "logn"/,
  },
  'a plan that does not exist': {
    yaml: `plans: { gold: {} }\nconsumers:\n  one:\n    plan: glod\napis: {}\n`,
    path: '/consumers/one/plan',
    line: 4,
    says: /no plan "glod"/,
  },
  'a plan of an application that does not exist': {
    yaml: `consumers:\n  one:\n    applications:\n      web: { plan: gold }\napis: {}\n`,
    path: '/consumers/one/applications/web/plan',
    line: 4,
    says: /no plan "gold".*under \/plans/,
  },
  'a group that does not exist': {
    yaml: `groups: { partners: {} }\nconsumers:\n  one:\n    groups: [partners, parters]\napis: {}\n`,
    path: '/consumers/one/groups/1',
    line: 4,
    says: /no group "parters"/,
  },
  'a key for an API that does not exist': {
    yaml: `consumers:\n  one:\n    apiKeys:\n      - { id: k, sha256: ${KEY_SHA256}, apis: [order] }\napis: { orders: { ${API} } }\n`,
    path: '/consumers/one/apiKeys/0/apis/0',
    line: 4,
    says: /no API "order"/,
  },
  'a key with a plan that does not exist': {
    yaml: `consumers:\n  one:\n    apiKeys:\n      - { id: k, sha256: ${KEY_SHA256}, plan: gold }\napis: {}\n`,
    path: '/consumers/one/apiKeys/0/plan',
    line: 4,
    says: /no plan "gold"/,
  },
  "a key for another consumer's application": {
    yaml: `consumers:\n  one: { applications: { web: {} } }\n  two:\n    apiKeys:\n      - { id: k, sha256: ${KEY_SHA256}, application: web }\napis: {}\n`,
    path: '/consumers/two/apiKeys/0/application',
    line: 5,
    says: /no application "web".*under \/consumers\/two\/applications/,
  },
  'a client of an application that does not exist': {
    yaml: `issuers: { login: { ${ISSUER}, jwks: 'https://id.example/jwks' } }\nconsumers:\n  one:\n    applications: { web: {} }\n    clients:\n      - { issuer: login, clientId: c, application: wep }\napis: {}\n`,
    path: '/consumers/one/clients/0/application',
    line: 6,
    says: /no application "wep"/,
  },
  'one id for two keys': {
    yaml: `consumers:\n  one: { apiKeys: [{ id: k, sha256: ${KEY_SHA256} }] }\n  two:\n    apiKeys:\n      - { id: k, sha256: ${'a'.repeat(64)} }\napis: {}\n`,
    path: '/consumers/two/apiKeys/0/id',
    line: 5,
    says: /API key "k" is one of consumer "one" already/,
  },
  'one id for two applications': {
    yaml: `consumers:\n  one: { applications: { web: {} } }\n  two:\n    applications:\n      web: {}\napis: {}\n`,
    path: '/consumers/two/applications/web',
    line: 5,
    says: /application "web" is one of consumer "one" already/,
  },
  'an address of a key that is none': {
    yaml: `consumers:\n  one:\n    apiKeys:\n      - { id: k, sha256: ${KEY_SHA256}, addresses: [10.0.0.0/8, 10.0.0.0/33] }\napis: {}\n`,
    path: '/consumers/one/apiKeys/0/addresses/1',
    line: 4,
    says: /address or a network/,
  },
  'an environment that is no name': {
    yaml: `gateway:\n  environment: a b\napis: {}\n`,
    path: '/gateway/environment',
    line: 2,
    says: /a name of letters/,
  },
  'a key set over plain HTTP': {
    yaml: `issuers:\n  login:\n    ${ISSUER.replace(', ', '\n    ')}\n    jwks: http://id.example/jwks\napis: {}\n`,
    path: '/issuers/login/jwks',
    line: 5,
    says: /https/,
  },
  'one issuer under two names': {
    yaml: `issuers:\n  one: { ${ISSUER}, jwks: 'https://id.example/jwks' }\n  two:\n    issuer: https://id.example\n    audience: [a]\n    jwks: https://id.example/jwks\napis: {}\n`,
    path: '/issuers/two/issuer',
    line: 4,
    says: /issuer "one" already/,
  },
};

describe('a configuration that could not be served has the problem where it is', () => {
  test.each(Object.entries(WRONG))('%s', async (_what, { yaml, path, line, says }) => {
    const errors = (await problemsOf(yaml)).filter(({ severity }) => severity === 'error');
    const found = errors.find(({ message, expected = '' }) => says.test(`${message} ${expected}`));
    expect(found).toMatchObject({ file: join(directory, 'airside.yaml'), pointer: path, line });
  });

  test('and never repeats a secret', async () => {
    const yaml = `consumers:\n  one: { apiKeys: [{ id: k, sha256: ${KEY_SHA256} }, { id: l, sha256: ${KEY_SHA256} }] }\napis: {}\n`;
    expect(JSON.stringify(await problemsOf(yaml))).not.toContain(KEY_SHA256);
  });
});

test('several mistakes are found at once', async () => {
  const errors = (await problemsOf(`consumers: { c: { plan: x } }\napis: { one: { ${API} }, two: { ${API} } }\n`)).filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors.map(({ pointer }) => pointer)).toEqual(['/apis/two/path', '/consumers/c/plan']);
});

test('mistakes of a definition stand in its own file', async () => {
  const errors = (await problemsOf(`apis: { one: { ${API}, definition: broken.yaml } }\n`)).filter(({ severity }) => severity === 'error');
  expect(errors).toContainEqual(expect.objectContaining({ file: join(directory, 'broken.yaml'), line: 3 }));
});

test('a file that cannot be read is the problem itself', async () => {
  const { bundle, problems } = await loadConfiguration(join(directory, 'nowhere.yaml'));
  expect(bundle).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: 'error', file: join(directory, 'nowhere.yaml') });
  expect(problems[0]?.message).toContain('ENOENT');
});

test.each(['', ' \n\n'])("a file without any content (%j), as one that is about to be written, is nobody's configuration", async (text) => {
  const file = join(directory, 'emptied.yaml');
  writeFileSync(file, text);
  const { bundle, problems, files } = await loadConfiguration(file);
  expect({ bundle, files }).toEqual({ bundle: undefined, files: [file] });
  expect(problems).toMatchObject([{ severity: 'error', file, message: 'is empty', hint: expect.stringContaining('`{}`') }]);
});

test.each(['{}', '# nothing yet\n'])('a file that says that it configures nothing (%j) is taken at its word', async (text) => {
  const file = join(directory, 'nothing.yaml');
  writeFileSync(file, text);
  expect((await loadConfiguration(file)).bundle).toBeDefined();
});

test('what has gaps only is accepted with warnings', async () => {
  const problems = await problemsOf(`gateway: { workers: 2 }\napis: { one: { ${API} } }\n`);
  expect(problems.map(({ severity, pointer }) => [severity, pointer])).toEqual([
    ['warning', '/gateway/workers'],
    ['warning', '/apis/one'],
  ]);
});

test('a caller whom only the store could have is warned of, in its place', async () => {
  const policies = `{ access: { consumers: [nobody], rules: [{ effect: deny, unless: { groups: [nowhere], plans: [gold] } }] } }`;
  const problems = await problemsOf(`consumers: { nobodi: {} }\napis: { one: { ${API}, policies: ${policies} } }\n`);
  expect(problems.filter(({ pointer }) => pointer.includes('/access/'))).toMatchObject([
    { severity: 'warning', pointer: '/apis/one/policies/access/consumers/0', hint: 'did you mean "nobodi"?' },
    { severity: 'warning', pointer: '/apis/one/policies/access/rules/0/unless/plans/0' },
    { severity: 'warning', pointer: '/apis/one/policies/access/rules/0/unless/groups/0' },
  ]);
});
