const MOST_MEMBERS = 32;
/** So much has to be passed on (section 3.3.1.5). */
const MOST_CHARACTERS = 512;
const LARGE_MEMBER = 128;
const LONGEST_READ = 8192;

/**
 * A `tracestate` field to be passed on unchanged in meaning: its members without empty ones and white space around them; undefined where there is
 * nothing to pass on. A field that is not well-formed is dropped as a whole (W3C Trace Context level 2, section 3.3). One that is too
 * long loses large members first, then those at its end.
 */
export function passableTracestate(value: string | undefined): string | undefined {
  if (value === undefined || value.length > LONGEST_READ) return undefined;
  const members: string[] = [];
  const keys = new Set<string>();
  for (const part of value.split(',')) {
    const member = trimmed(part);
    if (member === '') continue;
    const equals = member.indexOf('=');
    const key = member.slice(0, equals);
    if (equals === -1 || !isKey(key) || !isValue(member.slice(equals + 1)) || keys.has(key) || members.length === MOST_MEMBERS)
      return undefined;
    keys.add(key);
    members.push(member);
  }
  const kept = length(members) <= MOST_CHARACTERS ? members : members.filter((member) => member.length <= LARGE_MEMBER);
  while (length(kept) > MOST_CHARACTERS) kept.pop();
  return kept.length === 0 ? undefined : kept.join(',');
}

function length(members: readonly string[]): number {
  return members.reduce((sum, member) => sum + member.length + 1, -1);
}

/** Spaces and tabs at both ends (OWS). */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isKey(key: string): boolean {
  return /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/.test(key);
}

/** Printable ASCII without comma and equals sign; no blank at its end, which trimming has seen to. */
function isValue(value: string): boolean {
  return /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{1,256}$/.test(value);
}
