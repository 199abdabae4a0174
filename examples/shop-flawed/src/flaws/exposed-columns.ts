import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Answers with the whole rows of the database, so that the hash of the password and the staff's note go out with the customer. */
export const exposedColumns: Flaw = (options) =>
  replaceGuarded(options, 'getCustomer', (operation) => ({
    ...operation,
    async handle(call) {
      const answer = await operation.handle(call);
      const row = call.shop.store.one(
        `SELECT customers.internal_note AS internalNote, users.password_hash AS passwordHash
         FROM customers JOIN users ON users.customer_id = customers.id WHERE customers.id = ?`,
        call.parameters['customerId'] ?? '',
      );
      return { ...answer, body: { ...(answer.body as object), ...row } };
    },
  }));
