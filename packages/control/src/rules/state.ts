import { z } from 'zod';

/** Names of rule sets: part of a path and of configuration files. */
export const RULE_SET_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Versions of rule sets: part of a path, on systems that do not tell upper from lower case too. */
export const RULE_SET_VERSION = /^[0-9a-z][0-9a-z.+-]{0,62}$/;

const version = z.string().regex(RULE_SET_VERSION);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const storedVersion = z.strictObject({
  version,
  /** Where it came from: an absolute path, or a URL without its query. */
  source: z.string().max(4096),
  /** Of the archive, or of the folder's listing. */
  sha256,
  /** Of what it holds. */
  contents: sha256,
  proof: z.enum(['signature', 'checksum', 'none']),
  ruleCount: z.int().min(0),
  /** RFC 3339, UTC. */
  installedAt: z.iso.datetime(),
});

const storedRuleSet = z
  .strictObject({
    name: z.string().regex(RULE_SET_NAME),
    active: version,
    /** What was active before, the latest first. */
    previous: z.array(version).max(100),
    /** Whether another version may become the active one. */
    pinned: z.boolean(),
    /** What `update` checks archives of the same source with. */
    signature: z.strictObject({ location: z.string().max(4096), publicKey: z.string().max(4096) }).optional(),
    /** The last installed first. */
    versions: z.array(storedVersion).max(100),
  })
  .refine(({ active, previous, versions }) => [active, ...previous].every((name) => versions.some((stored) => stored.version === name)), {
    error: 'expected a stored version',
  });

/** The state file of the store. */
export const storeState = z.strictObject({ format: z.literal(1), sets: z.array(storedRuleSet).max(1000) });

export type StoredVersion = z.output<typeof storedVersion>;
export type StoredRuleSet = z.output<typeof storedRuleSet>;
export type StoreState = z.output<typeof storeState>;
