const keys = new Map<string, Map<string, string>>();
const MOST_KEYS = 20_000;

/** What parameters of the same name are known by, made once for each, and anew beyond some thousands: one of a query and one of a body are alike. */
export function nameKey(place: string, name: string): string {
  let byName = keys.get(place);
  if (byName === undefined) {
    byName = new Map();
    keys.set(place, byName);
  }
  let key = byName.get(name);
  if (key === undefined) {
    key = `${place === 'body' ? 'query' : place} ${name}`;
    if (byName.size >= MOST_KEYS) byName.clear();
    byName.set(name, key);
  }
  return key;
}
