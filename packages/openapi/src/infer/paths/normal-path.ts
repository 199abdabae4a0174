import { normaliseLiteral } from '../../match/normalise.ts';
import { LIMITS } from '../limits.ts';

const PLAIN = /^[A-Za-z0-9\-._~!$&'()*+,;=:@/]*$/;
const DOTS = /(?:^|\/)\.{1,2}(?:\/|$)/;

/**
 * The segments of a path, in the form in which definitions are matched: unreserved characters stand for themselves, other octets are percent-encoded
 * with capitals. Undefined for what is no path that an API is called by: without a slash at its beginning, too long, too deep, with dot segments.
 */
export function segmentsOf(path: string): readonly string[] | undefined {
  if (path.charCodeAt(0) !== SLASH || path.length > LIMITS.pathCharacters) return undefined;
  const normal = PLAIN.test(path) ? path : normalPath(path);
  if (normal === undefined || (normal.includes('/.') && DOTS.test(normal))) return undefined;
  const segments = normal.slice(1).split('/', LIMITS.segments + 1);
  return segments.length > LIMITS.segments ? undefined : segments;
}

const SLASH = 0x2f;

function normalPath(path: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return undefined;
  return path
    .split('/', LIMITS.segments + 1)
    .map(normaliseLiteral)
    .join('/');
}
