import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

import {
  callerNames,
  decoded,
  type Evidence,
  type Exchange,
  type PrivacyConfiguration,
  quotedValue,
  REDACTED,
  type Subject,
} from '@airside/domain';
import { createPersonalTest } from '@airside/openapi';

import { replaceAddresses } from './addresses-in.ts';
import type { ExportRecord } from './record.ts';

type Settings = PrivacyConfiguration;
type Hash = (text: string) => string;

const PERSON_KINDS: ReadonlySet<string> = new Set(['session', 'token', 'credential', 'application', 'user']);
const HASH_CHARACTERS = 22;
const MOST_REMEMBERED = 10_000;
/** What parts the words of a text that may each be what somebody is known by. */
const BETWEEN_WORDS = /([\s/,;:"'`<>()[\]{}|=&?]+|\.(?=\s|$))/;
const HASHED = /^h-[\w-]{22}$/;
/** Evidence about these begins with the address of the client and where that is, and goes on with its user agent. */
const OF_CLIENTS = /^(?:use of one credential|kind of client of one credential)\b/;
const WHERE = /^\S{1,45}(?: +(?:AS\d{1,10}|[A-Z]{2})(?= |$))*/;

/**
 * Takes out of a record what is not to leave, as `privacy` says: header fields and bodies always. Hashes are HMAC-SHA256 with a key of this
 * installation: they tell callers apart, and nobody can try names against them.
 */
export function createPrivacy(settings: Settings, key: Uint8Array): (record: ExportRecord) => ExportRecord {
  const means = meansOf(settings, key);
  const { isPersonal, address, person, words } = means;
  const subject = <Named extends Subject>(named: Named): Named => ({ ...named, id: idOf(named, address, person) });
  return (record) => {
    switch (record.kind) {
      case 'exchange':
        return { kind: 'exchange', value: exchangeWithout(record.value, settings, means) };
      case 'detection': {
        const { value } = record;
        const hide = words([value.subject, ...value.alsoKnownAs]);
        return {
          kind: 'detection',
          value: {
            ...value,
            subject: subject(value.subject),
            alsoKnownAs: value.alsoKnownAs.map(subject),
            evidence: value.evidence.map((evidence) => ({
              ...evidence,
              seen: hide(seenWithout(evidence, settings, isPersonal)),
              learned: hide(evidence.learned),
            })),
          },
        };
      }
      case 'incident': {
        const { incident } = record.value;
        const hide = words(incident.subjects);
        const note = incident.note === null ? null : hide(incident.note);
        return {
          kind: 'incident',
          value: {
            ...record.value,
            incident: { ...incident, title: hide(incident.title), note, subjects: incident.subjects.map(subject) },
          },
        };
      }
      case 'sanction': {
        const { sanction } = record.value;
        const hide = words(sanction.match);
        return {
          kind: 'sanction',
          value: { ...record.value, sanction: { ...sanction, reason: hide(sanction.reason), match: sanction.match.map(subject) } },
        };
      }
      case 'audit':
        return record;
    }
  };
}

/** The same for records of requests alone. */
export function createExchangePrivacy(settings: PrivacyConfiguration, key: Uint8Array): (exchange: Exchange) => Exchange {
  const means = meansOf(settings, key);
  return (exchange) => exchangeWithout(exchange, settings, means);
}

function meansOf(settings: Settings, key: Uint8Array): Means {
  const isPersonal = createPersonalTest();
  const hash = remembered((text) => `h-${createHmac('sha256', key).update(text).digest('base64url').slice(0, HASH_CHARACTERS)}`);
  const address: Hash = settings.addresses === 'hash' ? hash : (text) => text;
  const person: Hash = settings.users === 'hash' ? hash : (text) => text;
  return { isPersonal, address, person, words: wordsWithout(settings, { isPersonal, address, person }) };
}

/** The same callers come again and again. */
function remembered(hash: Hash): Hash {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = hash(text);
    known.set(text, found);
    return found;
  };
}

function idOf({ kind, id }: Subject, address: Hash, person: Hash): string {
  if (kind === 'address') return address(id);
  return PERSON_KINDS.has(kind) ? person(id) : id;
}

/**
 * Texts speak of callers by their names: where these are hashed, the names go from the texts as well, and of addresses all, whosever they are.
 * What else people are known by goes from all texts.
 */
function wordsWithout(
  { addresses }: Settings,
  { isPersonal, address, person }: Omit<Means, 'words'>,
): (subjects: readonly Subject[]) => (text: string) => string {
  return (subjects) => {
    const kept = new Set<string>();
    const changed = subjects.flatMap((named) => {
      const put = idOf(named, address, person);
      const shorter = named.kind === 'user' && named.id.includes('#') ? [named.id.slice(named.id.lastIndexOf('#') + 1)] : [];
      const names = [named.id, ...shorter].filter((name) => name !== '');
      if (put !== named.id) return names.map((name) => [name, put] as const);
      for (const name of names) kept.add(name);
      return [];
    });
    const stays = (word: string): boolean =>
      kept.has(word) || HASHED.test(word) || isIP(word) !== 0 || !isPersonal(undefined, decoded(word));
    return (text) => {
      return changed
        .reduce((left, [name, put]) => left.replaceAll(name, put), addresses === 'hash' ? replaceAddresses(text, address) : text)
        .split(BETWEEN_WORDS)
        .map((word, index) => (index % 2 === 1 || word === '' || stays(word) ? word : REDACTED))
        .join('');
    };
  };
}

/** Evidence may quote the start of a value: of header fields and bodies none leaves, of the rest what would leave with the request itself. */
function seenWithout(evidence: Evidence, { query, userAgent }: Settings, isPersonal: Means['isPersonal']): string {
  if (userAgent === 'drop' && OF_CLIENTS.test(evidence.variable)) return WHERE.exec(evidence.seen)?.[0] ?? '';
  const quoted = quotedValue(evidence);
  if (quoted === undefined) return evidence.variable === 'path' ? wordsOfPath(evidence.seen, isPersonal) : evidence.seen;
  const { place, name, value, without } = quoted;
  const leaves = place === 'path' || (place === 'query' && query === 'masked');
  if (!leaves || value === '') return without;
  // Of what is cut, nobody knows what it was.
  const parts = place === 'path' ? value.split('/') : [value];
  const isFit = !value.endsWith('…') && !parts.some((part) => isPersonal(name === '' ? undefined : name, decoded(part)));
  return isFit ? evidence.seen : without;
}

/** A request in words, `GET /people/ana@example.com`, without what people are known by. */
function wordsOfPath(text: string, isPersonal: Means['isPersonal']): string {
  return text
    .split('/')
    .map((segment) => (isPersonal(undefined, decoded(segment)) ? REDACTED : segment))
    .join('/');
}

interface Means {
  readonly isPersonal: (name: string | undefined, value: string) => boolean;
  readonly address: Hash;
  readonly person: Hash;
  readonly words: ReturnType<typeof wordsWithout>;
}

function exchangeWithout(exchange: Exchange, { query, userAgent }: Settings, { isPersonal, address, person, words }: Means): Exchange {
  const { request: _request, response: _response, client, principal, claimed, ...rest } = exchange;
  const named = <Named extends Omit<NonNullable<Exchange['principal']>, 'beside'>>(value: Named): Named => ({
    ...value,
    subject: person(value.subject),
    credential: value.credential === null ? null : person(value.credential),
    ...(value.token !== undefined && { token: person(value.token) }),
    ...(value.application !== undefined && { application: person(value.application) }),
  });
  const said = [principal?.subject, claimed].filter((name) => name !== undefined);
  const hide = words([...callerNames(exchange), ...said.map((id): Subject => ({ kind: 'user', id }))]);
  return {
    ...rest,
    verdicts: rest.verdicts.map((verdict) => (verdict.reason === undefined ? verdict : { ...verdict, reason: hide(verdict.reason) })),
    ...(rest.reason !== undefined && { reason: hide(rest.reason) }),
    path: pathWithout(exchange, isPersonal),
    query: query === 'drop' ? '' : queryWithout(exchange.query, query === 'names' ? () => true : isPersonal),
    client: {
      ...client,
      address: address(client.address),
      userAgent: userAgent === 'drop' ? null : client.userAgent,
      ...(client.session !== undefined && { session: person(client.session) }),
    },
    principal:
      principal === null ? null : { ...named(principal), ...(principal.beside !== undefined && { beside: principal.beside.map(named) }) },
    ...(claimed !== undefined && { claimed: person(claimed) }),
  };
}

function queryWithout(query: string, isPersonal: Means['isPersonal']): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? undefined : decoded(pair.slice(0, equals).replaceAll('+', ' '));
    const value = decoded(pair.slice(equals + 1).replaceAll('+', ' '));
    if (!isPersonal(name, value)) return pair;
    return equals === -1 ? REDACTED : `${pair.slice(0, equals)}=${REDACTED}`;
  });
  return pairs.join('&');
}

/** Segments that a template leaves open may hold what people are known by; where there is no template, all may. */
function pathWithout({ path, template }: Exchange, isPersonal: Means['isPersonal']): string {
  const segments = path.split('/');
  const named = template?.split('/') ?? [];
  const offset = segments.length - named.length;
  return segments
    .map((segment, index) => {
      const open = named[index - offset];
      if (segment === '' || (open !== undefined && !open.includes('{'))) return segment;
      return isPersonal(open?.replaceAll(/[{}]/g, ''), decoded(segment)) ? REDACTED : segment;
    })
    .join('/');
}
