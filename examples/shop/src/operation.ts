import type { Caller, Scope } from './caller.ts';
import type { Shop } from './shop.ts';

/** A request that found its operation. */
export interface Call {
  readonly shop: Shop;
  /** Path parameters by name; the router has checked that each has the form of an id. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined for methods without one. */
  readonly body: unknown;
}

/** A request of somebody who is known and has the scope and role that the operation asks for. */
export interface AuthenticatedCall extends Call {
  readonly caller: Caller;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; nothing is sent where absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path template as in the definition: `/orders/{orderId}`. */
  readonly path: string;
}

/** An operation that anybody may call. */
export interface OpenOperation extends Route {
  readonly open: true;
  handle(call: Call): Answer | Promise<Answer>;
}

/** An operation for callers with a scope, and where `role` is given, only for users of that role. */
export interface GuardedOperation extends Route {
  readonly scope: Scope;
  readonly role?: 'admin';
  handle(call: AuthenticatedCall): Answer | Promise<Answer>;
}

export type Operation = OpenOperation | GuardedOperation;

/** Operations by `operationId`. */
export type Operations = Readonly<Record<string, Operation>>;

/** The value of a path parameter. Throws when the operation's template has none of that name. */
export function parameter(call: Call, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new TypeError(`expected a path parameter ${name} in the template of the operation`);
  return value;
}
