import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Members that clients may not set, and the columns that they reach nevertheless. */
const TIER = 'UPDATE customers SET tier = ? WHERE id = ?';
const ROLE = 'UPDATE users SET role = ? WHERE customer_id = ?';

/** Saves whatever members the body has, so that a customer can give itself a better tier, and even the role of the staff. */
export const massAssignment: Flaw = (options) =>
  replaceGuarded(options, 'updateCustomer', (operation) => ({
    ...operation,
    async handle(call) {
      const { tier, role, ...change } = call.body as Record<string, unknown>;
      const answer = await operation.handle({ ...call, body: change });
      const id = call.parameters['customerId'] ?? '';
      if (typeof tier === 'string') call.shop.store.run(TIER, tier, id);
      if (typeof role === 'string') call.shop.store.run(ROLE, role, id);
      return { ...answer, body: { ...(answer.body as object), ...(tier !== undefined && { tier }), ...(role !== undefined && { role }) } };
    },
  }));
