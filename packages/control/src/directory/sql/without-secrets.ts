const SECRET = new Set(['sha256', 'secretSha256', 'passwordHash']);

/** A record as it may stay on the audit record: without hashes of credentials, and without `source`, which is always the store. */
export function withoutSecrets(record: object): object {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => !SECRET.has(name) && name !== 'source')
      .map(([name, value]) => [name, name === 'registration' ? withoutSecrets(value as object) : value]),
  );
}
