import type { Principal } from '@airside/domain';

/** Ids of the registered consumers that principals speak of. */
export function consumersOf(principals: readonly Principal[]): ReadonlySet<string> {
  return new Set(principals.flatMap(({ consumer }) => (consumer === null ? [] : [consumer])));
}

/** Made again only for other principals: caches of what depends on a principal, such as its signature for upstreams, find it by identity. */
const combined = new WeakMap<Principal, Principal>();

/** The first principal with the others beside it. */
export function combinePrincipals(principals: readonly Principal[]): Principal {
  const [first, ...others] = principals;
  if (first === undefined) throw new TypeError('expected at least one principal');
  const known = combined.get(first);
  if (known?.beside?.length === others.length && known.beside.every((other, index) => other === others[index])) return known;
  const principal = Object.freeze({ ...first, beside: Object.freeze(others) });
  combined.set(first, principal);
  return principal;
}
