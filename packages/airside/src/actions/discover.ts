import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { endpointsOf, type InferredDefinitionOptions, type ObservedApi, TrafficModel, toDefinition } from '@airside/openapi';

import { jsonText, yamlText } from '../discover/definition-text.ts';
import { noiseTable, summaryTable } from '../discover/summary.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, paint, printable, progress, shortPath } from '../terminal.ts';
import { observations, type TrafficOptions } from '../traffic/observations.ts';

export interface DiscoverOptions extends TrafficOptions {
  readonly host?: string;
  readonly minCount: number;
  readonly basePath?: string;
  readonly title?: string;
  readonly output?: string;
  readonly summary?: boolean;
  readonly includeRefused?: boolean;
  readonly json?: boolean;
}

const PROGRESS_EVERY_MS = 2000;
const CLOCK_EVERY = 4096;
const MOST_NAMED = 5;
/** What every definition made here has, and others have not. */
const MARK = 'x-airside-calls';

/** Prints what recorded traffic shows of an API, or writes it into a file. */
export async function discover(files: readonly string[], options: DiscoverOptions): Promise<void> {
  const { output } = options;
  if (output !== undefined && existsSync(output) && !readFileSync(output, 'utf8').includes(MARK))
    throw new CommandError(`${output} is there already and was not made by discover`, { exitCode: EXIT.usage, hint: 'name another file' });
  const model = await observe(files, options);
  const api = chosen(model, options);
  for (const warning of api.capped.slice(0, MOST_NAMED)) note(`${paint('yellow', 'warning:', process.stderr)} ${printable(warning)}`);
  if (api.capped.length > MOST_NAMED) note(`… and ${counted(api.capped.length - MOST_NAMED, 'more warning')}`);
  const text = options.summary === true ? summaryOf(api, options) : definitionOf(api, options);
  if (output === undefined) process.stdout.write(text);
  else write(output, text, api, options);
}

async function observe(files: readonly string[], options: DiscoverOptions): Promise<TrafficModel> {
  const model = new TrafficModel();
  const host = options.host?.toLowerCase();
  let told = performance.now();
  for await (const observation of observations(files, options)) {
    if (host === undefined || observation.host === host) model.observe(observation);
    if (model.calls % CLOCK_EVERY === 0 && performance.now() - told > PROGRESS_EVERY_MS) {
      told = performance.now();
      progress(`${model.calls} calls read`);
    }
  }
  return model;
}

/** The API that is meant: the one with most calls, where several were seen and none is named. */
function chosen(model: TrafficModel, options: DiscoverOptions): ObservedApi {
  const [first, ...others] = model.view();
  if (first === undefined) {
    const hint = model.calls > 0 ? `none of ${counted(model.calls, 'call')} had an answer that proves a path` : 'no call was read';
    throw new CommandError('no operation was observed', { hint });
  }
  if (others.length > 0 && options.api === undefined && options.host === undefined) {
    const names = others.slice(0, MOST_NAMED).map(({ name, calls }) => `${printable(name) || '(no host)'} (${counted(calls, 'call')})`);
    const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
    note(`This is ${printable(first.name) || '(no host)'}. Left out: ${names.join(', ')}${more}; choose with --host or --api.`);
  }
  return first;
}

function summaryOf(api: ObservedApi, options: DiscoverOptions): string {
  const endpoints = endpointsOf(api, definitionOptions(options));
  const noise = options.includeRefused === true ? api.noise : undefined;
  if (options.json === true) return jsonText({ ...api, endpoints, noise });
  return summaryTable(endpoints) + (noise === undefined ? '' : noiseTable(noise));
}

function definitionOf(api: ObservedApi, options: DiscoverOptions): string {
  const definition = toDefinition(api, definitionOptions(options));
  const isJson = options.json === true || options.output?.endsWith('.json') === true;
  return isJson ? jsonText(definition) : yamlText(definition);
}

function definitionOptions({ title, basePath, minCount }: DiscoverOptions): InferredDefinitionOptions {
  return { ...(title !== undefined && { title }), ...(basePath !== undefined && { basePath }), minimumCalls: minCount };
}

function write(output: string, text: string, api: ObservedApi, options: DiscoverOptions): void {
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new CommandError(`${output} cannot be written (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
  const operations = endpointsOf(api, definitionOptions(options)).length;
  note(`${shortPath(output)}: ${counted(operations, 'operation')} from ${counted(api.calls, 'call')}`);
}
