/** A sample of an exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit: string;
  readonly samples: Sample[];
}

const TYPES = ['counter', 'gauge', 'histogram'];
const LABELS = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"/y;

/**
 * Reads an exposition as strictly as its specification is written, and more: every family has its type and its help before its first sample and
 * is in one piece, no series is there twice, buckets are cumulative with ascending bounds up to +Inf, and agree with their count.
 *
 * @throws {Error} that names the line.
 */
export function parseExposition(text: string, format: 'text' | 'openmetrics'): ParsedFamily[] {
  if (text === '' && format === 'text') return [];
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const lines = text.slice(0, -1).split('\n');
  if (format === 'openmetrics' && lines.pop() !== '# EOF') throw new Error('no # EOF at the end');
  const families = new Map<string, ParsedFamily>();
  const meta = new Map<string, { type?: string; help?: string; unit?: string }>();
  let current: ParsedFamily | undefined;
  for (const [index, line] of lines.entries()) {
    const fail = (what: string): never => {
      throw new Error(`line ${index + 1}: ${what}: ${line}`);
    };
    const comment = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(line);
    if (comment !== null) {
      const [, keyword = '', name = '', rest = ''] = comment;
      const known = meta.get(name) ?? {};
      const key = keyword.toLowerCase() as 'type' | 'help' | 'unit';
      if (known[key] !== undefined) fail('said twice');
      if (families.has(name)) fail('said after samples');
      if (keyword === 'TYPE' && !TYPES.includes(rest)) fail('unknown type');
      if (keyword === 'UNIT' && (format !== 'openmetrics' || !name.endsWith(`_${rest}`))) fail('unit that the name does not end in');
      if (keyword === 'HELP' && !validHelp(rest, format)) fail('escape that is none');
      meta.set(name, { ...known, [key]: rest });
      current = undefined;
      continue;
    }
    if (line.startsWith('#') || line === '') fail('not a line of the format');
    const sample = readSample(line) ?? fail('no sample');
    const family = familyOf(sample.name, meta, format) ?? fail('no type before it');
    if (current?.name !== family.name) {
      if (families.has(family.name)) fail('family in two pieces');
      current = { ...family, samples: [] };
      families.set(family.name, current);
    }
    current.samples.push(sample);
  }
  for (const family of families.values()) checkFamily(family);
  return [...families.values()];
}

function familyOf(sample: string, meta: ReadonlyMap<string, { type?: string; help?: string; unit?: string }>, format: string) {
  const candidates = [
    sample,
    ...['_total', '_bucket', '_sum', '_count'].flatMap((suffix) => (sample.endsWith(suffix) ? [sample.slice(0, -suffix.length)] : [])),
  ];
  for (const name of candidates) {
    const { type, help, unit = '' } = meta.get(name) ?? {};
    if (type === undefined || help === undefined) continue;
    const suffix = sample.slice(name.length);
    const expected =
      type === 'histogram' ? ['_bucket', '_sum', '_count'] : type === 'counter' && format === 'openmetrics' ? ['_total'] : [''];
    if (expected.includes(suffix) && (type !== 'counter' || sample.endsWith('_total'))) return { name, type, help, unit };
  }
  return undefined;
}

function readSample(line: string): Sample | undefined {
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)?.[0];
  if (name === undefined) return undefined;
  let at = name.length;
  const labels: Record<string, string> = {};
  if (line[at] === '{') {
    for (let separator = ''; line[at] !== '}'; separator = ',') {
      LABELS.lastIndex = at + 1;
      const match = LABELS.exec(line);
      if (match === null || (separator === ',' && line[at] !== ',')) return undefined;
      const [whole, label = '', value = ''] = match;
      if (label in labels || label.startsWith('__')) return undefined;
      labels[label] = value.replaceAll(/\\(.)/g, (_all, escaped: string) => (escaped === 'n' ? '\n' : escaped));
      at += 1 + whole.length;
      if (line[at] !== ',' && line[at] !== '}') return undefined;
    }
    at++;
  }
  const value = /^ (NaN|[+-]Inf|-?\d+(\.\d+)?(e[+-]\d+)?)$/.exec(line.slice(at))?.[1];
  return value === undefined ? undefined : { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

function checkFamily({ name, type, samples }: ParsedFamily): void {
  const seen = new Set<string>();
  for (const sample of samples) {
    const key = `${sample.name} ${keyOf(sample.labels)}`;
    if (seen.has(key)) throw new Error(`${name}: series twice: ${key}`);
    seen.add(key);
    if (type !== 'gauge' && (Number.isNaN(sample.value) || sample.value < 0)) throw new Error(`${name}: ${key} is ${sample.value}`);
  }
  if (type === 'histogram') checkHistogram(name, samples);
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const groups = Map.groupBy(samples, ({ labels: { le: _le, ...others } }) => keyOf(others));
  for (const [key, group] of groups) {
    const buckets = group.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => Number((labels['le'] ?? '').replace('Inf', 'Infinity')));
    const counts = buckets.map(({ value }) => value);
    const count = group.find((sample) => sample.name === `${name}_count`)?.value;
    const ascending = (numbers: readonly number[], strictly: boolean) =>
      numbers.every((each, index) => index === 0 || (strictly ? each > (numbers[index - 1] ?? 0) : each >= (numbers[index - 1] ?? 0)));
    if (bounds.at(-1) !== Number.POSITIVE_INFINITY || !ascending(bounds, true))
      throw new Error(`${name}${key}: bounds ${bounds.join(' ')}`);
    if (!ascending(counts, false) || count !== counts.at(-1)) throw new Error(`${name}${key}: counts ${counts.join(' ')}, in all ${count}`);
    if (!group.some((sample) => sample.name === `${name}_sum`)) throw new Error(`${name}${key}: no sum`);
  }
}

/** The same for the same labels in any order. */
function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function validHelp(text: string, format: string): boolean {
  return !text.replaceAll(format === 'openmetrics' ? /\\[\\n"]/g : /\\[\\n]/g, '').includes('\\');
}
