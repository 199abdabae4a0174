import { findProduct, findProducts } from '../model/product.ts';
import { type GuardedOperation, parameter } from '../operation.ts';
import { PAGE_PARAMETERS, pageRequest, toPage } from '../page.ts';
import { Refusal } from '../problem.ts';
import { matching, readQuery } from '../query.ts';

const PARAMETERS = {
  ...PAGE_PARAMETERS,
  search: matching(/^[^\p{Cc}]{1,64}$/u, '1 to 64 characters without control characters'),
  category: matching(/^[a-z]{1,32}$/, '1 to 32 lower-case letters'),
} as const;

export const listProducts: GuardedOperation = {
  method: 'GET',
  path: '/products',
  scope: 'products:read',
  handle({ shop, query }) {
    const { search, category, ...rest } = readQuery(query, PARAMETERS);
    const page = pageRequest(rest);
    return { status: 200, body: toPage(findProducts(shop.store, { search, category, ...page }), page.limit) };
  },
};

export const getProduct: GuardedOperation = {
  method: 'GET',
  path: '/products/{productId}',
  scope: 'products:read',
  handle(call) {
    const product = findProduct(call.shop.store, parameter(call, 'productId'));
    if (product === undefined) throw new Refusal('not-found');
    return { status: 200, body: product };
  },
};
