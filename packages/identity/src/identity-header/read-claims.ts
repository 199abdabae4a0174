import { PRINCIPAL_KINDS } from '@airside/domain';

import { excerpt } from '../header/excerpt.ts';
import type { Claims } from '../jwt/compact.ts';
import type { IdentityClaims } from './claims.ts';
import { IdentityHeaderError } from './error.ts';

/**
 * The claims of a header whose signature has been verified, each of the type it has to be of.
 *
 * @throws {IdentityHeaderError} when one is not; the message names it.
 */
export function readClaims(claims: Claims): IdentityClaims {
  const kind = read(claims, 'kind', isText);
  if (!isKind(kind)) throw new IdentityHeaderError('invalid', `unknown kind ${excerpt(kind)}`);
  return {
    iss: read(claims, 'iss', isText),
    aud: read(claims, 'aud', isText),
    sub: read(claims, 'sub', isText),
    kind,
    scope: read(claims, 'scope', isText),
    ...optional(claims, ['consumer', 'credential', 'application', 'issuer', 'acr', 'request'], isText),
    ...optional(claims, ['roles', 'groups', 'amr', 'omitted'], areTexts),
    ...optional(claims, ['auth_time'], isNumber),
    ...optional(claims, ['claims'], isObject),
    iat: read(claims, 'iat', isNumber),
    exp: read(claims, 'exp', isNumber),
    jti: read(claims, 'jti', isText),
  };
}

/** A type that a claim may be of. */
type Shape<T> = (value: unknown) => value is T;

function read<T>(claims: Claims, name: string, isOfShape: Shape<T>): T {
  const value = claims.get(name);
  if (!isOfShape(value)) throw new IdentityHeaderError('invalid', `the claim ${name} is not ${NAMES.get(isOfShape)}`);
  return value;
}

function optional<Name extends string, T>(claims: Claims, names: readonly Name[], isOfShape: Shape<T>): { readonly [N in Name]?: T } {
  const present = names.filter((name) => claims.has(name));
  return Object.fromEntries(present.map((name) => [name, read(claims, name, isOfShape)])) as { [N in Name]?: T };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const NAMES = new Map<Shape<unknown>, string>([
  [isText, 'a string'],
  [areTexts, 'a list of strings'],
  [isNumber, 'a number'],
  [isObject, 'an object'],
]);

function isKind(kind: string): kind is IdentityClaims['kind'] {
  return (PRINCIPAL_KINDS as readonly string[]).includes(kind);
}
