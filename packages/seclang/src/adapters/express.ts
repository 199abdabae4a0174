import type { IncomingMessage, ServerResponse } from 'node:http';

import type { RuleSet } from '../compile/rule-set.ts';
import type { Engine } from '../inspect/engine.ts';
import { guard } from './guard.ts';
import { guardOf, type SecLangOptions } from './options.ts';

export type { SecLangOptions } from './options.ts';

/** A middleware as Express 4 and 5 take it. */
export type SecLangMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Rules as a middleware of Express: `app.use(secLang(ruleSet))`, before any middleware that reads bodies or answers. Throws a RangeError for
 * options outside of their range.
 */
export function secLang(rules: RuleSet | Engine, options: SecLangOptions = {}): SecLangMiddleware {
  const made = guardOf(rules, options);
  return (request, response, next) => {
    void guard(made, request, response, next);
  };
}
