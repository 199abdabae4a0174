/**
 * `http.route`: the template of an operation below the path at which its API is served, such as `/shop/v1/orders/{orderId}`. `path` is that of a
 * request that matched, in normal form; what stands before the segments of the template is the same for all of these.
 */
export function routeOf(path: string, template: string): string {
  const segments = path.split('/');
  const own = template.split('/').length - 1;
  return `${segments.slice(0, Math.max(1, segments.length - own)).join('/')}${template}`;
}
