import type { Random } from './random.ts';
import type { UserRequest } from './user-call.ts';

const PATHS = [
  '/.env',
  '/.git/config',
  '/wp-login.php',
  '/phpmyadmin/',
  '/actuator/env',
  '/api/v1/users',
  '/graphql',
  '/admin',
  '/admin/users',
  '/backup.zip',
  '/orders/1/invoice',
  '/products/..%2f..%2fetc%2fpasswd',
  '/cgi-bin/test.cgi?x=%3Cscript%3E',
  '/server-status',
] as const;
const KNOWN = ['/products', '/orders', '/sessions', '/admin/orders', '/admin/refunds'] as const;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What a scanner asks for: files that servers forget, paths drawn at random, known paths with other methods. */
export function scan(random: Random): UserRequest {
  const kind = random.next();
  if (kind < 0.4) return { method: 'GET', target: random.pick([...PATHS]) };
  if (kind < 0.8)
    return { method: random.pick([...METHODS]), target: `/${random.text(LETTERS, random.integer(3, 12))}/${random.text(LETTERS, 6)}` };
  return { method: random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']), target: random.pick([...KNOWN]) };
}
