/** The key under which a definition speaks of a status: its code, then its class, then `default` (OpenAPI 3.1 section 4.8.16.2). */
export function responseKey(keys: readonly string[], status: number): string | undefined {
  const code = String(status);
  const range = `${code.charAt(0)}XX`;
  return keys.find((key) => key === code) ?? keys.find((key) => key.toUpperCase() === range) ?? keys.find((key) => key === 'default');
}
