interface Lifetime {
  readonly revokedAtMs?: number;
  readonly expiresAtMs?: number;
  readonly replacedBy?: string;
}

/** What has become of a key or a client. One that was replaced works until it expires. */
export function credentialState({ revokedAtMs, expiresAtMs, replacedBy }: Lifetime, nowMs = Date.now()): string {
  if (revokedAtMs !== undefined) return 'revoked';
  if (expiresAtMs !== undefined && expiresAtMs <= nowMs) return 'expired';
  return replacedBy === undefined ? 'active' : 'replaced';
}
