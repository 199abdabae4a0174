import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { Rulesets } from '../rulesets.ts';
import { framed, messageBodies } from './framing.ts';
import { field } from './protocol.ts';
import { serveEditor } from './server.ts';

const DEFINITION = 'openapi: 3.1.0\ninfo:\n  title: T\n  version: 1.0.0\npaths:\n  /orderItems: {}\n';
let folder = '';
let uri = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'airside-lsp-'));
  uri = pathToFileURL(join(folder, 'openapi.yaml')).href;
  writeFileSync(
    join(folder, '.airside-lint.yaml'),
    'extends: [[airside:style-guide, off]]\nrules: { airside-naming-path-kebab-case: true }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Waits, as a person would, until diagnostics were published for the n-th time. */
const published = (times: number) => ({ published: times });

/** What a server answers to messages that come one after the other; those without an id are notifications. */
async function session(messages: readonly object[]): Promise<{ readonly ended: boolean; readonly sent: readonly object[] }> {
  const written: string[] = [];
  let wake: () => void = () => undefined;
  const write = (text: string): void => {
    written.push(text);
    wake();
  };
  const publications = (): number => written.filter((text) => text.includes('publishDiagnostics')).length;
  async function* input(): AsyncGenerator<Uint8Array> {
    for (const message of messages) {
      if ('published' in message) while (publications() < Number(message.published)) await new Promise<void>((resolve) => (wake = resolve));
      else yield Buffer.from(framed(JSON.stringify({ jsonrpc: '2.0', ...message })));
    }
  }
  const ended = await serveEditor({ rulesets: () => new Rulesets(undefined, undefined, false), waivers: undefined, input: input(), write });
  async function* output(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(written.join(''));
  }
  const sent: object[] = [];
  for await (const body of messageBodies(output())) sent.push(JSON.parse(body) as object);
  return { ended, sent };
}

const initialize = { id: 1, method: 'initialize', params: {} };
const open = (text: string) => ({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
});

describe('the language server', () => {
  test('shows what linting finds, and takes it away when it is mended or the file is closed', async () => {
    const change = {
      method: 'textDocument/didChange',
      params: { textDocument: { uri }, contentChanges: [{ text: DEFINITION.replace('Items', '-items') }] },
    };
    const close = { method: 'textDocument/didClose', params: { textDocument: { uri } } };
    const end = [{ id: 2, method: 'shutdown' }, { method: 'exit' }];
    const { ended, sent } = await session([initialize, open(DEFINITION), published(1), change, published(2), close, ...end]);
    expect(ended).toBe(true);
    expect(sent).toMatchObject([
      { id: 1, result: { capabilities: { textDocumentSync: { openClose: true, change: 1 }, hoverProvider: true } } },
      {
        method: 'textDocument/publishDiagnostics',
        params: {
          uri,
          diagnostics: [{ code: 'airside-naming-path-kebab-case', severity: 2, range: { start: { line: 5, character: 14 } } }],
        },
      },
      { params: { uri, diagnostics: [] } },
      { params: { uri, diagnostics: [] } },
      { id: 2, result: null },
    ]);
  });

  test('shows the page of a rule on the line that it reports, and nothing elsewhere', async () => {
    const hover = (id: number, line: number) => ({
      id,
      method: 'textDocument/hover',
      params: { textDocument: { uri }, position: { line, character: 3 } },
    });
    const { ended, sent } = await session([initialize, open(DEFINITION), published(1), hover(5, 5), hover(6, 2)]);
    expect(sent.slice(-2)).toMatchObject([
      { id: 5, result: { contents: { kind: 'markdown', value: expect.stringContaining('# airside-naming-path-kebab-case') } } },
      { id: 6, result: null },
    ]);
    expect(ended).toBe(false);
  });

  test('lints anew when a file was saved, with the rule set as it is then', async () => {
    const save = {
      method: 'textDocument/didSave',
      params: { textDocument: { uri: pathToFileURL(join(folder, '.airside-lint.yaml')).href } },
    };
    const { sent } = await session([initialize, open(DEFINITION), published(1), save, published(2)]);
    expect(sent.slice(1).map((message) => field(message, 'params', 'diagnostics', 0, 'code'))).toEqual([
      'airside-naming-path-kebab-case',
      'airside-naming-path-kebab-case',
    ]);
  });

  test('says nothing about what is no definition', async () => {
    const { sent } = await session([initialize, open('services:\n  web: {}\n')]);
    expect(sent.at(-1)).toMatchObject({ params: { diagnostics: [] } });
  });

  test('refuses what comes out of order or is not offered, and lives on', async () => {
    const hover = { id: 8, method: 'textDocument/hover', params: { textDocument: { uri: 7 }, position: null } };
    const { sent } = await session([
      hover,
      open(DEFINITION),
      initialize,
      { id: 3, method: 'workspace/delete' },
      hover,
      { id: 9, method: 'shutdown' },
      hover,
      {},
    ]);
    expect(sent.map((message) => [field(message, 'id'), field(message, 'error', 'code') ?? null])).toEqual([
      [8, -32002],
      [1, null],
      [3, -32601],
      [8, null],
      [9, null],
      [8, -32600],
    ]);
  });

  test.each([
    { method: 'textDocument/didOpen' },
    { method: 'textDocument/didOpen', params: [] },
    { method: 'textDocument/didOpen', params: { textDocument: { uri: 'file://%zz', text: 'openapi: 3.1.0' } } },
    { method: 'textDocument/didChange', params: { textDocument: { uri: 'file:///a' }, contentChanges: 'x' } },
    { method: 'textDocument/didClose', params: { textDocument: { uri: '__proto__' } } },
    { method: '__proto__', params: null },
  ])('takes the notification %j', async (message) => {
    const { sent } = await session([initialize, message, { id: 2, method: 'shutdown' }]);
    expect(sent.find((answer) => field(answer, 'id') === 2)).toMatchObject({ result: null });
  });
});
