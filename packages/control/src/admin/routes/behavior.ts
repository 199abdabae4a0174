import { adviceView, behaviorStatus } from '../schemas/behavior.ts';
import type { BehaviorRoutes } from './context.ts';

export const behaviorRoutes: BehaviorRoutes =
  ({ behavior }) =>
  async (app) => {
    app.get('/behavior/status', { schema: { response: { 200: behaviorStatus } } }, () => behavior.status());
    app.get('/behavior/advice', { schema: { response: { 200: adviceView } } }, async () => ({ items: await behavior.advice() }));
  };
