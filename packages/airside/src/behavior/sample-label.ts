/** What corpora call their lines. */
const BENIGN: ReadonlySet<string> = new Set([
  '0',
  'false',
  'benign',
  'normal',
  'norm',
  'legitimate',
  'clean',
  'valid',
  'good',
  'white',
  'negative',
]);
const ATTACK: ReadonlySet<string> = new Set([
  '1',
  'true',
  'attack',
  'anomalous',
  'anomaly',
  'anom',
  'malicious',
  'invalid',
  'bad',
  'black',
  'positive',
]);

/** Whether a label says that something is an attack; undefined where there is none. Throws an Error for one that is not understood. */
export function isAttackLabel(label: unknown): boolean | undefined {
  if (label === undefined || label === null || label === '') return undefined;
  const name =
    typeof label === 'string' || typeof label === 'number' || typeof label === 'boolean'
      ? withoutFraction(String(label).trim().toLowerCase())
      : '';
  if (ATTACK.has(name)) return true;
  if (BENIGN.has(name)) return false;
  const shown = JSON.stringify(label).slice(0, 40);
  throw new Error(
    `expected "label" to be 0 or 1, false or true, "benign" or "attack", and found ${shown}; what attack it is belongs in "category"`,
  );
}

/** Tables in which some labels are missing have the others as `1.0`. */
function withoutFraction(label: string): string {
  return label === '0.0' || label === '1.0' ? label.slice(0, 1) : label;
}
