import type { RequestListener } from 'node:http';

import type { RuleSet } from '../compile/rule-set.ts';
import type { Engine } from '../inspect/engine.ts';
import { guard } from './guard.ts';
import { guardOf, type SecLangOptions } from './options.ts';

export type { SecLangOptions } from './options.ts';

/**
 * Puts rules before request listeners of `node:http` and `node:https`: `createServer(secLang(ruleSet)(listener))`. The listener is called for
 * requests that pass, with the body still to be read. Throws a RangeError for options outside of their range.
 */
export function secLang(rules: RuleSet | Engine, options: SecLangOptions = {}): (listener: RequestListener) => RequestListener {
  const made = guardOf(rules, options);
  return (listener) => (request, response) => {
    void guard(made, request, response, () => listener(request, response));
  };
}
