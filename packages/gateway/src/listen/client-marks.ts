import { hash } from 'node:crypto';

import type { BehaviorConfiguration } from '@airside/domain';
import { printable } from '@airside/domain';

/** What tells clients apart besides their address: their session, and how they do TLS. */
export interface ClientMarks {
  readonly session?: string;
  readonly fingerprint?: string;
}

/** The first 96 bits of a SHA-256 in base64url: enough to tell apart, nothing to get back in with. */
const CHARACTERS_OF_96_BITS = 16;
const LONGEST_FINGERPRINT = 100;
const NONE: ClientMarks = Object.freeze({});

/**
 * Reads the marks of a client from its header fields: the first cookie of the named ones, as a hash; and the fingerprint of its TLS, which only a
 * trusted proxy can know. Undefined where neither is configured.
 */
export function compileClientMarks({
  sessionCookies,
  fingerprintHeader,
}: Pick<BehaviorConfiguration, 'sessionCookies' | 'fingerprintHeader'>):
  | ((header: (name: string) => string | undefined, peerIsTrusted: boolean) => ClientMarks)
  | undefined {
  if (sessionCookies.length === 0 && fingerprintHeader === undefined) return undefined;
  const cookies = new Set(sessionCookies);
  const field = fingerprintHeader?.toLowerCase();
  return (header, peerIsTrusted) => {
    const written = field === undefined || !peerIsTrusted ? undefined : header(field);
    const cookie = cookies.size === 0 ? undefined : cookieOf(header('cookie'), cookies);
    if (written === undefined && cookie === undefined) return NONE;
    return {
      ...(cookie !== undefined && { session: hash('sha256', cookie, 'base64url').slice(0, CHARACTERS_OF_96_BITS) }),
      ...(written !== undefined && written !== '' && { fingerprint: printable(written.slice(0, LONGEST_FINGERPRINT)) }),
    };
  };
}

/** The value of the first cookie that is one of these (RFC 6265 section 4.2.1). */
function cookieOf(field: string | undefined, names: ReadonlySet<string>): string | undefined {
  if (field === undefined) return undefined;
  for (const pair of field.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 1 || !names.has(pair.slice(0, equals).trim())) continue;
    const value = pair.slice(equals + 1).trim();
    if (value !== '') return value;
  }
  return undefined;
}
