/** A generator of values that people and programs send: the seed is fixed, so the values are the same in every run. */
export function generatedValues(count: number): readonly string[] {
  const random = seeded(SEED);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const number = (below: number): number => Math.floor(random() * below);
  return Array.from({ length: count }, () => fill(pick(TEMPLATES), pick, number));
}

const SEED = 20_261_121;

const PARTS: Readonly<Record<string, readonly string[]>> = {
  first: ['Anna', "D'Arcy", 'José', 'Zoë', "Ja'Marr", 'Søren', 'Мария', '小明', 'Mary-Jane', 'Pat', "N'Golo", 'Ülkü', 'Bob', 'Aoife'],
  last: ["O'Brien", "D'Angelo", 'Smith', "O'Neill", 'García', 'Müller', "dell'Aquila", 'Łuczak', "L'Hôpital", 'Ng', "McDonald's", 'van den Berg'],
  place: ["Val d'Oise", 'Union Square', "Land's End", 'Köln', "'s-Hertogenbosch", "Côte d'Ivoire", 'São Paulo', '東京', "Xi'an", "King's Cross"],
  noun: ['table', 'union', 'order', 'group', 'database', 'user', 'select committee', 'view', 'index', 'password', 'bag', 'jar', "men's shoe", 'case', 'limit', 'drop'],
  verb: ['select', 'drop', 'update', 'insert', 'delete', 'join', 'like', 'call', 'create', 'order', 'use', 'set', 'show', 'load', 'begin', 'execute', 'alter'],
  joint: ['and', 'or', 'not', 'in', 'like', 'between', 'from', 'where', 'by', 'as', 'with', 'union of', 'having', '&', '--', '|', 'then', 'else', 'if'],
  adjective: ['best', '"best"', 'red', 'big', "'new'", 'null', 'true', 'distinct', 'top', 'all', 'cheap', '50%', 'XL', '<b>hot</b>', '*new*', '`raw`'],
  unit: ['kg', 'cm', '"', "'", '%', 'px', ' pcs', 'x', 'GB', '°', '€', ' m²'],
  sign: [',', ';', ':', '!', '?', ' -', ' --', '.', '...', ' /', ' |', ' =', ' &', ' +', ' #'],
  emoji: ['😀', '👍', '❤️', ':-)', ';-)', '<3', ":'(", '¯\\_(ツ)_/¯'],
  name: ['id', 'count', 'items', 'user', 'x', 'total', 'name', 'sum', 'i', 'node', 'value', 'left', 'max'],
  type: ['String', 'Integer', 'Object', 'User', 'Link', 'Style', 'T', 'Base', 'number', 'Frame', 'Meta'],
  operator: ['+', '-', '*', '/', '%', '==', '<', '>', '<=', '>=', '!=', '&&', '||', '='],
  arithmetic: ['+', '-', '*', '/', '%', 'x', '^', ':'],
  host: ['example.org', 'shop.example.com', 'localhost:8080', 'api.example.net'],
};

const TEMPLATES: readonly string[] = [
  '{first} {last}',
  '{last}, {first}',
  '{first} "{noun}" {last}',
  "{first} '{noun}' {last}",
  '{first}{last}@{host}',
  '{last} & {last}',
  '{last} {joint} {last}',
  '{9999} {place} {joint} {place}',
  "C/ {place} {99}, {9}-B",
  '{place}, {99999}',
  '{verb} the {adjective} {noun} {joint} the {noun}',
  '{verb} {noun} {joint} {noun}',
  'Please {verb} {9} {joint} {9} {noun}s{sign} {verb} it',
  'the {noun} {joint} {verb} of our {noun}{sign} {first}',
  "{first}'s {noun} {joint} {last}'s {noun}",
  "it's {adjective} {joint} {adjective}{sign} don't {verb} it",
  "the {noun}s' {noun} {joint} the {noun}s' {verb}",
  '"{noun}" {joint} "{noun}"',
  "'{noun}' {joint} '{noun}'",
  '{first} said: "{verb} the {noun}"{sign} {emoji}',
  '{adjective} {noun}, {99}{unit} x {99}{unit}{sign} {emoji}',
  "{9}' {9}\"{sign} {adjective}",
  '{99}{unit} {joint} {99}{unit} {noun}',
  '{9} {joint} {9} {noun}s',
  '{9} {joint} more {noun}s{sign} {verb} {adjective} {noun}',
  '{noun} #{99}{sign} {noun} #{99}',
  '{emoji} {emoji} {verb} {noun}{sign} {emoji}',
  '{verb}, {verb}{sign} {verb}',
  '{noun};{noun};{99}',
  '"{noun}","{last}",{99}.{99}',
  '{99},{last},{first},"{noun}, {adjective}"',
  '{"{name}":"{last}","{name}":{99}}',
  '{"{name}":["{noun}","{verb} {noun}"],"{name}":{"{name}":null}}',
  "{'{name}': '{noun}', '{name}': {9}}",
  'https://{host}/{noun}?{name}={99}&{name}={last}#{noun}',
  '/{noun}/{99}/{name}?{name}={verb}+{noun}',
  '{name}={99}&{name}={last}',
  'List<{type}> {name} = new List<{type}>();',
  'Map<{type}, {type}> {name};',
  'if ({name} {operator} {99}) { {name} = {9}; }',
  'return {name} {operator} {name} ? "{noun}" : \'{verb}\';',
  'const {name} = {name}.{name}({name} => {name} {operator} {9});',
  'def {name}({name}): return {name} {operator} {9}  # {noun}',
  '{name} {operator} {name} {operator} {9}',
  '{9} {arithmetic} {9} = {99}',
  '{name}({name}, {9}) {operator} {9}',
  '$ {name} --{verb} --{noun}={99} -v',
  'C:\\{noun}\\{name}.txt',
  '/{name}/{verb}/{noun}.{name}',
  '**{noun}** {joint} _{noun}_ [{verb}](https://{host}/{name})',
  '<p>{verb} <b>{noun}</b>{sign}<br>{first}</p>',
  '<a href="https://{host}/{name}?{name}={9}">{noun}</a>',
  '<{name}>{99}</{name}>',
  '{first} <{first}@{host}>',
  '{9} < {name} {joint} {name} > {9}',
  'title:{verb} {joint} body:"{noun}"',
  '{noun} -{noun} "{adjective} {noun}"',
  '#{verb}{noun} @{first} {emoji}',
  '{99}:{99} - {99}:{99}, {place}',
  '20{99}-{9}-{9}T{9}:{99}Z',
  '+{99} ({99}) {9999}-{99}',
  '{99999}-{9999}-{9999}-{99999}',
];

function fill(template: string, pick: (list: readonly string[]) => string, number: (below: number) => number): string {
  return template.replaceAll(/\{(\w+)\}/gu, (whole, part: string) => {
    if (part.startsWith('9')) return String(number(Number(part) + 1));
    const list = PARTS[part];
    return list === undefined ? whole : pick(list);
  });
}

/** The mulberry32 generator: small, and good enough to pick from lists. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
