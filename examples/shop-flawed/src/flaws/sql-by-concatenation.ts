import { toProduct } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Puts the search text into the statement instead of beside it. */
export const sqlByConcatenation: Flaw = (options) =>
  replaceGuarded(options, 'listProducts', (operation) => ({
    ...operation,
    handle(call) {
      const search = call.query.get('search');
      if (search === null) return operation.handle(call);
      const rows = call.shop.store.database.prepare(`SELECT * FROM products WHERE name LIKE '%${search}%' LIMIT 100`).all();
      return { status: 200, body: { items: rows.map(toProduct), next: null } };
    },
  }));
