import { behaviorPage, bySubject, callerTimeline, suspectedCaller } from '../schemas/behavior.ts';
import { pageOf } from '../schemas/page.ts';
import type { BehaviorRoutes } from './context.ts';

export const callerRoutes: BehaviorRoutes =
  ({ behavior }) =>
  async (app) => {
    app.get('/callers', { schema: { querystring: behaviorPage, response: { 200: pageOf(suspectedCaller) } } }, async ({ query }) => {
      const { limit, after } = query;
      return behavior.callers({ limit, ...(after !== undefined && { after }) });
    });
    app.get('/callers/:subject', { schema: { params: bySubject, response: { 200: callerTimeline } } }, ({ params }) =>
      behavior.caller(params.subject),
    );
  };
