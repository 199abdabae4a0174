export { type AccessTokenClaims, type AccessTokens } from './access-token.ts';
export { type Caller, mayActFor, SCOPES, SCOPES_OF_ROLE } from './caller.ts';
export type { Answer, AuthenticatedCall, Call, GuardedOperation, OpenOperation, Operation, Operations } from './operation.ts';
export { parameter } from './operation.ts';
export { operations } from './operations/index.ts';
export { Refusal } from './problem.ts';
export { type RunningShop, type ShopOptions, startShop } from './start.ts';
export type { IdPrefix, Shop } from './shop.ts';
