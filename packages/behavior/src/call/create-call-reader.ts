import type { Exchange } from '@airside/domain';
import { proves } from '@airside/openapi';

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
  const look = (exchange: Exchange, timeMs = timeOf(exchange.time)): Call => {
    const { method, path, template } = exchange;
    const service = serviceOf(exchange);
    if (template !== null) {
      return new ExchangeCall(exchange, timeMs, service, operationName(method, template), (visit) => templates.each(path, template, visit));
    }
    const { operation, values } = paths.find(service, method, path);
    return new ExchangeCall(exchange, timeMs, service, operation, (visit) => {
      for (let index = 0; index < values.length; index++) visit(String(index + 1), values[index] ?? '');
    });
  };
  const learn = (exchange: Exchange): void => {
    const { method, path, template, problem, status } = exchange;
    if (template === null && problem === null && proves(status)) paths.learn(serviceOf(exchange), method, path);
  };
  return {
    look,
    learn,
    read: (exchange, timeMs) => {
      learn(exchange);
      return look(exchange, timeMs);
    },
    save: () => paths.save(),
    merge: (saved) => paths.merge(saved),
  };
}

/** What a gateway refused as it knew no such API is nobody's: whoever asks may write any host, that of an API or another each time. */
function serviceOf({ api, host, problem }: Exchange): string {
  return api ?? (problem === null ? host : '');
}
