import type { Draw } from './draw.ts';

/** An address of somebody. */
export function email(draw: Draw): string {
  return `${draw.one(['ana', 'j.smith', 'kim_lee', 'o.brien', 'x'])}${draw.number(1, 900)}@${draw.one(['example.org', 'mail.example.com', 'post.example'])}`;
}

/** A token as an issuer signs it. */
export function jwt(draw: Draw): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: draw.one(['k1', 'k2']) })}.${part({ sub: draw.uuid(), exp: draw.number(1.78e9, 1.79e9) })}.${draw.bytes(64).toString('base64url')}`;
}
