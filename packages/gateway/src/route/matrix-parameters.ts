import type { RequestHead } from '../listen/request-head.ts';
import type { CompiledApi, CompiledOperation } from '../snapshot/compiled.ts';
import type { Router } from './router.ts';

/**
 * The path as servers read it that cut off matrix parameters (RFC 3986 section 3.3: `/admin;x` is `/admin` to them); undefined for a path
 * without any. Also cuts at an encoded semicolon, which some decode first.
 */
export function withoutMatrixParameters(path: string): string | undefined {
  if (!path.includes(';') && !path.includes('%3B')) return undefined;
  return path
    .split('/')
    .map((segment) => {
      const plain = segment.indexOf(';');
      const encoded = segment.indexOf('%3B');
      const end = plain === -1 ? encoded : encoded === -1 ? plain : Math.min(plain, encoded);
      return end === -1 ? segment : segment.slice(0, end);
    })
    .join('/');
}

/** Whether an upstream that cuts off matrix parameters would do another operation, or one of another API, than the one that is judged. */
export function leadsElsewhere(
  { method, host, path }: Pick<RequestHead, 'method' | 'host' | 'path'>,
  judged: { readonly api: CompiledApi; readonly operation: CompiledOperation },
  router: Router<CompiledApi>,
): boolean {
  const plain = withoutMatrixParameters(path);
  const other = plain === undefined ? undefined : router.match(host, plain);
  if (other === undefined) return false;
  if (other.value !== judged.api) return true;
  const match = other.value.match(method, other.path);
  return match.kind === 'matched' && match.operation !== judged.operation;
}
