import { note, printable } from '../../terminal.ts';
import { version } from '../../version.ts';
import type { Rulesets } from '../rulesets.ts';
import { WaiverFiles } from '../waiver-files.ts';
import { framed, messageBodies } from './framing.ts';
import { OpenDocument } from './open-document.ts';
import { CAPABILITIES, field, type Message, messageIn, RPC_ERRORS } from './protocol.ts';

export interface ServerOptions {
  /** Makes the rule sets anew: they may have been edited. */
  readonly rulesets: () => Rulesets;
  readonly waivers: string | undefined;
  readonly input: AsyncIterable<Uint8Array>;
  readonly write: (text: string) => void;
}

const MOST_DOCUMENTS = 200;

/**
 * A language server (LSP 3.17) that shows what linting finds in open definitions, and the page of a rule where the pointer rests. Yields
 * whether the client has asked for the end in the proper order.
 */
export async function serveEditor(options: ServerOptions): Promise<boolean> {
  const session = new Session(options);
  for await (const body of messageBodies(options.input)) {
    const message = messageIn(body);
    if (message === undefined) session.fail(null, RPC_ERRORS.parse, 'this is no message of JSON-RPC');
    else if (message.method === 'exit') break;
    else session.take(message);
  }
  await session.settled();
  return session.state === 'shut down';
}

class Session {
  state: 'new' | 'initialized' | 'shut down' = 'new';
  readonly #options: ServerOptions;
  readonly #documents = new Map<string, OpenDocument>();
  /** Documents whose text has changed since they were linted last. */
  readonly #changed = new Set<OpenDocument>();
  #linting: Promise<void> | undefined;
  #rulesets: Rulesets;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#rulesets = options.rulesets();
  }

  take({ id, method, params }: Message): void {
    if (method === undefined) return;
    if (id === undefined) {
      if (this.state === 'initialized') this.#notified(method, params);
    } else if (method === 'initialize') {
      this.state = 'initialized';
      this.#answer(id, { capabilities: CAPABILITIES, serverInfo: { name: 'airside', version: version() } });
    } else if (this.state === 'new') this.fail(id, RPC_ERRORS.notInitialized, 'initialize comes first');
    else if (this.state === 'shut down') this.fail(id, RPC_ERRORS.invalid, 'the server is shut down');
    else if (method === 'shutdown') {
      this.state = 'shut down';
      this.#answer(id, null);
    } else if (method === 'textDocument/hover') this.#answer(id, this.#hover(params));
    else this.fail(id, RPC_ERRORS.unknownMethod, `${method.slice(0, 100)} is not offered`);
  }

  fail(id: string | number | null, code: number, message: string): void {
    this.#send({ id, error: { code, message } });
  }

  /** Waits for lints that are under way. */
  async settled(): Promise<void> {
    await this.#linting;
  }

  #notified(method: string, params: unknown): void {
    const uri = field(params, 'textDocument', 'uri');
    if (typeof uri !== 'string') return;
    if (method === 'textDocument/didOpen') this.#opened(uri, field(params, 'textDocument', 'text'));
    else if (method === 'textDocument/didChange') this.#edited(uri, params);
    else if (method === 'textDocument/didSave') this.#saved();
    else if (method === 'textDocument/didClose' && this.#documents.delete(uri)) this.#publish(uri, []);
  }

  #opened(uri: string, text: unknown): void {
    if (typeof text !== 'string') return;
    if (this.#documents.size >= MOST_DOCUMENTS && !this.#documents.has(uri)) return;
    const document = new OpenDocument(uri, text);
    this.#documents.set(uri, document);
    this.#lint(document);
  }

  #edited(uri: string, params: unknown): void {
    const changes = field(params, 'contentChanges');
    const text = Array.isArray(changes) ? field(changes.at(-1), 'text') : undefined;
    const document = this.#documents.get(uri);
    if (document === undefined || typeof text !== 'string') return;
    document.text = text;
    this.#lint(document);
  }

  /** What was saved may be a rule set, waivers, or a file that others refer to. */
  #saved(): void {
    this.#rulesets = this.#options.rulesets();
    for (const document of this.#documents.values()) this.#lint(document);
  }

  #hover(params: unknown): object | null {
    const uri = field(params, 'textDocument', 'uri');
    const document = typeof uri === 'string' ? this.#documents.get(uri) : undefined;
    const [line, character] = [field(params, 'position', 'line'), field(params, 'position', 'character')];
    const value = typeof line === 'number' && typeof character === 'number' ? document?.hover(line, character) : undefined;
    return value === undefined ? null : { contents: { kind: 'markdown', value } };
  }

  /** One lint at a time; of changes that come meanwhile, the last one counts. */
  #lint(document: OpenDocument | undefined): void {
    if (document === undefined) return;
    this.#changed.add(document);
    this.#linting ??= this.#lintChanged().finally(() => {
      this.#linting = undefined;
    });
  }

  async #lintChanged(): Promise<void> {
    for (let [document] = this.#changed; document !== undefined; [document] = this.#changed) {
      this.#changed.delete(document);
      try {
        const diagnostics = await document.diagnostics(this.#rulesets, new WaiverFiles(this.#options.waivers));
        if (this.#documents.get(document.uri) === document && !this.#changed.has(document)) this.#publish(document.uri, diagnostics);
      } catch (error) {
        // Whoever edits goes on editing: one text that cannot be linted ends nothing.
        note(`airside: ${printable(error instanceof Error ? error.message : String(error))}`);
      }
    }
  }

  #publish(uri: string, diagnostics: readonly object[]): void {
    this.#send({ method: 'textDocument/publishDiagnostics', params: { uri, diagnostics } });
  }

  #answer(id: string | number, result: unknown): void {
    this.#send({ id, result });
  }

  #send(message: object): void {
    this.#options.write(framed(JSON.stringify({ jsonrpc: '2.0', ...message })));
  }
}
