import { createHmac, timingSafeEqual } from 'node:crypto';

/** Vouches that a form was made for one step of one sign-in; what it is made of is in a cookie that other sites can neither read nor set. */
export function csrfToken(secret: string, uid: string, step: string): string {
  return createHmac('sha256', secret).update(`form ${uid} ${step}`).digest('base64url');
}

export function isCsrfToken(sent: string | undefined, secret: string, uid: string, step: string): boolean {
  const expected = Buffer.from(csrfToken(secret, uid, step));
  const found = Buffer.from(sent ?? '');
  return expected.length === found.length && timingSafeEqual(expected, found);
}
