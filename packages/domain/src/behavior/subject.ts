import { z } from 'zod';

import { canonicalAddress } from '../canonical-address.ts';

/**
 * What a caller is known by, from the outside in. `user` is whoever the credential speaks of (`issuer#subject`, else the consumer), `credential`
 * a registered one by its id, `token` one token by its fingerprint, `network` an autonomous system or, where that is not known, a prefix.
 */
export const SUBJECT_KINDS = ['address', 'network', 'session', 'token', 'credential', 'application', 'user', 'api'] as const;

export type SubjectKind = (typeof SUBJECT_KINDS)[number];

const LONGEST_ID = 300;

/** One name of a caller; `api` stands for all callers of an API together. */
export const subjectSchema = z.strictObject({
  kind: z.enum(SUBJECT_KINDS).describe('What is named.'),
  id: z.string().max(LONGEST_ID).describe('Its name, as in the exchange; never a secret.'),
});

export type Subject = Readonly<z.infer<typeof subjectSchema>>;

/** A subject as a key of tables and as one word on a command line: `address:192.0.2.1`. */
export function subjectKey({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** The subject that a key names, an address as it is always written; undefined where it names none. */
export function subjectOf(key: string): Subject | undefined {
  const colon = key.indexOf(':');
  const { data } = subjectSchema.safeParse({ kind: key.slice(0, colon), id: key.slice(colon + 1) });
  if (data === undefined || data.id === '') return undefined;
  return data.kind === 'address' ? { kind: 'address', id: canonicalAddress(data.id) } : data;
}

/** Whether a name is that of one caller. Networks, applications and APIs are those of many, and behind an address there may be thousands of people. */
export function isPersonal({ kind }: Subject): boolean {
  return kind === 'session' || kind === 'token' || kind === 'credential' || kind === 'user';
}
