import type { Exchange } from '@airside/domain';

import type { Call } from './call.ts';
import type { CallReader } from './call-reader.ts';
import { ExchangeCall } from './exchange-call.ts';
import { LearnedPaths } from './learned-paths.ts';
import { operationName } from './operation-name.ts';
import { TemplateValues } from './template-values.ts';
import { timeOf } from './time.ts';

/**
 * Reads exchanges at little cost: parts of a call are made when they are asked for. Where no definition gave the template of a path, templates are learned:
 * an answer that says that there is something places its path among those that are known.
 */
export function createCallReader(): CallReader {
  const paths = new LearnedPaths();
  const templates = new TemplateValues();
  const callOf = (exchange: Exchange, timeMs: number, isTaught: boolean): Call => {
    const { api, host, method, path, template, problem, status } = exchange;
    // What a gateway refused as it knew no such API is nobody's: whoever asks may write any host, that of an API or another each time.
    const service = api ?? (problem === null ? host : '');
    if (template !== null) {
      return new ExchangeCall(exchange, timeMs, service, operationName(method, template), (visit) => templates.each(path, template, visit));
    }
    const { operation, values } = paths.find(service, method, path, isTaught && problem === null ? status : undefined);
    return new ExchangeCall(exchange, timeMs, service, operation, (visit) => {
      for (let index = 0; index < values.length; index++) visit(String(index + 1), values[index] ?? '');
    });
  };
  return {
    read: (exchange, timeMs = timeOf(exchange.time)) => callOf(exchange, timeMs, true),
    look: (exchange, timeMs = timeOf(exchange.time)) => callOf(exchange, timeMs, false),
    save: () => paths.save(),
    merge: (saved) => paths.merge(saved),
  };
}
