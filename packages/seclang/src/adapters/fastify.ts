import type { FastifyPluginCallback } from 'fastify';

import type { RuleSet } from '../compile/rule-set.ts';
import type { Engine } from '../inspect/engine.ts';
import { guard } from './guard.ts';
import { guardOf, type SecLangOptions } from './options.ts';

export type { SecLangOptions } from './options.ts';

/**
 * Rules as a plugin of Fastify 5: `await app.register(secLang(ruleSet))`, before plugins whose hooks answer. The rules run as an `onRequest` hook of
 * the instance it is registered on; a refusal leaves by the bare response (`reply.hijack()`), so that no later hook changes it. Throws a RangeError
 * for options outside of their range.
 */
export function secLang(rules: RuleSet | Engine, options: SecLangOptions = {}): FastifyPluginCallback {
  const made = guardOf(rules, options);
  const plugin: FastifyPluginCallback = (instance, _options, registered) => {
    instance.addHook('onRequest', (request, reply, done) => {
      void guard(made, request.raw, reply.raw, done, () => {
        reply.hijack();
      });
    });
    registered();
  };
  // The hook is for the instance itself, not for a scope of the plugin's own; these are the names by which Fastify asks.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: '@airside/seclang' });
}
