import { identifier, LONGEST_ORDER_MS } from '@airside/domain';
import { z } from 'zod';

import { ALERT_PHASES } from '../../alerts/alert.ts';
import { DirectoryError } from '../../directory/directory-error.ts';
import { text } from '../../directory/fields.ts';
import { alertDetailsView, alertView, ruleView, silenceView, testedView } from '../schemas/alert-views.ts';
import { viewOfAlert, viewOfDetails, viewOfRule } from './alert-view.ts';
import type { Routes } from './context.ts';

const MOST_LISTED = 10_000;

const query = z.strictObject({
  phase: z.enum(ALERT_PHASES).exactOptional(),
  rule: identifier().exactOptional(),
  api: z.string().min(1).max(64).exactOptional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(MOST_LISTED)).default(1000),
});
const acknowledgement = z.strictObject({
  ids: z.array(identifier()).min(1).max(1000).exactOptional(),
  rule: identifier().exactOptional(),
  all: z.literal(true).exactOptional(),
  note: text.exactOptional(),
});
const newSilence = z.strictObject({
  matchers: z
    .array(z.strictObject({ label: identifier(), value: z.string().min(1).max(300) }))
    .min(1)
    .max(10),
  forMs: z.int().min(1000).max(LONGEST_ORDER_MS),
  comment: text,
});
const trial = z.strictObject({ rule: identifier().exactOptional(), channels: z.array(identifier()).min(1).max(20).exactOptional() });
const byId = z.object({ id: identifier() });
const items = <View extends z.ZodType>(view: View) => z.object({ items: z.array(view).readonly() });
const ORDER = { firing: 0, pending: 1, resolved: 2 } as const;

/** Alerts, their rules and silences. */
export const alertRoutes: Routes =
  ({ alerts, actorOf }) =>
  async (app) => {
    if (alerts === undefined) return;
    const { alerting } = alerts;
    const unknown = (kind: string, id: string) => new DirectoryError('unknown', `there is no ${kind} ${JSON.stringify(id)}`);

    app.get(
      '/alerts',
      { schema: { querystring: query, response: { 200: items(alertView) } } },
      async ({ query: { phase, rule, api, limit } }) => {
        const rules = new Map(alerting.rules().map((entry) => [entry.rule.id, entry.rule]));
        const found = alerting
          .alerts()
          .filter(
            (alert) =>
              (phase ?? alert.phase) === alert.phase &&
              (rule ?? alert.rule) === alert.rule &&
              (api === undefined || alert.apis.includes(api)),
          )
          .toSorted((a, b) => ORDER[a.phase] - ORDER[b.phase] || b.sinceMs - a.sinceMs);
        return { items: found.slice(0, limit).map(({ quiet, ...alert }) => viewOfAlert(alert, rules.get(alert.rule), quiet)) };
      },
    );
    app.get('/alerts/:id', { schema: { params: byId, response: { 200: alertDetailsView } } }, async ({ params: { id } }) => {
      const details = alerting.details(id);
      if (details === undefined) throw unknown('alert', id);
      return viewOfDetails(details);
    });
    app.post('/alert-acknowledgements', { schema: { body: acknowledgement, response: { 200: items(alertView) } } }, async (request) => {
      const { ids, rule, all, note = null } = request.body;
      if ([ids, rule, all].filter((given) => given !== undefined).length !== 1) {
        throw new DirectoryError('invalid', 'alerts are acknowledged by ids, by rule or all of them: one of the three');
      }
      for (const id of ids ?? []) if (alerting.details(id) === undefined) throw unknown('alert', id);
      const which = new Set(ids);
      const rules = new Map(alerting.rules().map((entry) => [entry.rule.id, entry.rule]));
      const acknowledged = alerting.acknowledge(
        (alert) => all === true || which.has(alert.id) || alert.rule === rule,
        actorOf(request).name,
        note,
      );
      return { items: acknowledged.map((alert) => viewOfAlert(alert, rules.get(alert.rule), undefined)) };
    });
    app.get('/alert-rules', { schema: { response: { 200: items(ruleView) } } }, async () => ({ items: alerting.rules().map(viewOfRule) }));
    app.post('/alert-tests', { schema: { body: trial, response: { 200: testedView } } }, async (request) => {
      const { rule, channels } = request.body;
      actorOf(request);
      const tested = alerting.test(rule, channels);
      if (tested === undefined) throw unknown('rule', rule ?? '');
      return { channels: tested.channels, title: tested.notification.title };
    });
    app.get('/alert-silences', { schema: { response: { 200: items(silenceView) } } }, async () => ({ items: alerting.silences() }));
    app.post('/alert-silences', { schema: { body: newSilence, response: { 201: silenceView } } }, async (request, reply) => {
      const { matchers, forMs, comment } = request.body;
      const silence = alerting.silence({ matchers, endsMs: Date.now() + forMs, by: actorOf(request).name, comment });
      return reply.code(201).send(silence);
    });
    app.delete('/alert-silences/:id', { schema: { params: byId, response: { 200: silenceView } } }, async (request) => {
      actorOf(request);
      const ended = alerting.expire(request.params.id);
      if (ended === undefined) throw unknown('silence', request.params.id);
      return ended;
    });
  };
