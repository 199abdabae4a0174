import { z } from 'zod';

import { byteSize, duration, httpUrl, identifier } from './scalars.ts';
import { secret } from './secret.ts';

/** The options of every policy by the policy's name: the part of the configuration that the data plane brings along. */
export type PolicyOptionSchemas = Readonly<Record<string, z.ZodObject>>;

/** JOSE algorithms that may be accepted: asymmetric only, so that a public key can never serve as a shared secret (RFC 8725 section 3.1). */
const TOKEN_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'] as const;

const MOST_ENTRIES = 10_000;

/** For what somebody may by mistake fill with the secret itself: a message about it never shows what was found. */
const CONCEALED = { 'x-concealed': true };

const listener = z
  .strictObject({
    address: z
      .string()
      .regex(/^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, { error: 'expected HOST:PORT such as 127.0.0.1:8080 or [::1]:8443' })
      .refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535, { error: 'expected a port from 0 to 65535' })
      .describe('Host and port to listen on; port 0 lets the system choose.'),
    tls: z
      .strictObject({
        certificate: z.string().describe('PEM file with the certificate chain.'),
        key: z.string().describe('PEM file with the private key.'),
      })
      .optional()
      .describe('Serve HTTPS (TLS 1.2 or newer) with this certificate.'),
  })
  .describe('A socket that accepts calls.');

const gateway = z
  .strictObject({
    listen: z
      .array(listener)
      .min(1)
      .max(64)
      .default([{ address: '127.0.0.1:8080' }])
      .describe('Sockets that accept calls.'),
    workers: z.int().min(1).max(256).default(1).describe('Gateway processes. Each counts rate limits for itself.'),
    trustedProxies: z
      .array(z.string())
      .max(MOST_ENTRIES)
      .default([])
      .describe('Addresses and networks (CIDR) of proxies in front of Airside whose forwarding header is believed.'),
    forwardedHeader: z
      .enum(['X-Forwarded-For', 'Forwarded'])
      .default('X-Forwarded-For')
      .describe('The one header in which trusted proxies name the caller. The other one is never read.'),
    maxHeaderBytes: byteSize().prefault('16KiB').describe('Largest header section of a request.'),
    maxHeaders: z.int().min(8).max(2000).default(100).describe('Most header fields of a request.'),
    maxTargetBytes: byteSize().prefault('8KiB').describe('Longest request target (path and query).'),
    maxConnections: z.int().min(1).default(10_000).describe('Most open connections per worker.'),
    headerTimeout: duration().prefault('10s').describe('Time for the header section to arrive.'),
    requestTimeout: duration().prefault('5m').describe('Time for the whole request to arrive.'),
    keepAliveTimeout: duration().prefault('65s').describe('How long an idle connection is kept.'),
    drainTimeout: duration().prefault('10s').describe('How long requests under way may take to finish when Airside stops.'),
  })
  .describe('The data plane.');

const store = z
  .strictObject({
    directory: z.string().default('.airside').describe("Directory of Airside's own data, relative to the configuration file."),
    keepExchanges: duration().prefault('7d').describe('Exchanges older than this are deleted.'),
    maxExchanges: z.int().min(1000).default(1_000_000).describe('Beyond this many exchanges the oldest are deleted.'),
  })
  .describe('What is kept.');

const issuer = z
  .strictObject({
    issuer: z.string().min(1).describe('The `iss` of its tokens, exactly.'),
    jwks: z.string().min(1).describe('URL (https, or http on a loopback address) or file of its JSON Web Key Set.'),
    audience: z.array(z.string().min(1)).min(1).describe('A token must name one of these in `aud`.'),
    algorithms: z.array(z.enum(TOKEN_ALGORITHMS)).min(1).default(['ES256', 'RS256']).describe('Signature algorithms that are accepted.'),
    types: z
      .array(z.string().min(1))
      .min(1)
      .default(['at+jwt'])
      .describe('Accepted `typ` headers (RFC 9068 says `at+jwt`); name `JWT` for older providers.'),
    clockTolerance: duration().prefault('5s').describe('Allowed difference between clocks.'),
    clientClaims: z
      .array(z.string().min(1))
      .min(1)
      .default(['client_id', 'azp'])
      .describe('Claims that name the client, first found; matched against the `clients` of consumers.'),
    scopeClaims: z.array(z.string().min(1)).min(1).default(['scope', 'scp']).describe('Claims that carry scopes, first found.'),
  })
  .describe('An identity provider whose access tokens are accepted.');

const scopes = z.array(z.string().min(1)).max(1000);

const apiKey = z
  .strictObject({
    id: identifier().describe('Names the key in records.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hexadecimal digits (lower case)' })
      .meta(CONCEALED)
      .optional()
      .describe('SHA-256 of the key, as `airside credential api-key` prints it.'),
    key: secret(20).optional().describe('The key itself, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    scopes: scopes.optional().describe("Scopes of this key; the consumer's where absent."),
    expires: z.iso.datetime({ offset: true }).optional().describe('The key is refused from this time on (RFC 3339).'),
  })
  .refine((value) => (value.sha256 === undefined) !== (value.key === undefined), { error: 'expected exactly one of sha256 and key' })
  .describe('An API key: its hash, or the key itself by reference.');

const basicLogin = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[^:\p{Cc}]+$/u, { error: 'expected a user name without colon and control characters' })
      .describe('The user name; no colon, at most 128 characters.'),
    passwordHash: z
      .string()
      .regex(/^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/, {
        error: 'expected an argon2id hash in PHC form, as `airside credential password` prints it',
      })
      .meta(CONCEALED)
      .describe('Argon2id hash in PHC form, as `airside credential password` prints it.'),
    scopes: scopes.optional().describe("Scopes of this login; the consumer's where absent."),
  })
  .describe('A user name with its password.');

const client = z
  .strictObject({
    issuer: identifier().describe('Name of an entry of `issuers`.'),
    clientId: z.string().min(1).describe('The client id in its tokens.'),
  })
  .describe('A client at an identity provider.');

const consumer = z
  .strictObject({
    name: z.string().optional().describe('What people call it.'),
    contact: z.string().optional().describe('Whom to ask about it.'),
    scopes: scopes.default([]).describe('Scopes of its keys and logins.'),
    apiKeys: z.array(apiKey).max(100).prefault([]).describe('Keys that it sends in a header field.'),
    logins: z.array(basicLogin).max(100).default([]).describe('User names and passwords for Basic authentication.'),
    clients: z.array(client).max(100).default([]).describe('Its clients at identity providers.'),
  })
  .describe('An organisation or application that calls APIs.');

/** The whole configuration, with the options of the given policies inside it. All of it has descriptions: the reference page is made from them. */
export function configurationSchema<P extends PolicyOptionSchemas>(policyOptions: P) {
  const policies = z.strictObject(
    Object.fromEntries(Object.entries(policyOptions).map(([name, schema]) => [name, overridable(schema).optional()])) as {
      [K in keyof P]: z.ZodOptional<P[K]>;
    },
  );

  const api = z
    .strictObject({
      title: z.string().optional().describe('What people call it.'),
      host: z
        .string()
        .regex(/^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, { error: 'expected a lower-case host name without port, or *.example.com' })
        .max(253)
        .optional()
        .describe('Host name that is served; every host where absent. `*.example.com` serves all names one level below.'),
      path: z
        .string()
        .regex(/^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/, {
          error: 'expected an absolute path of plain segments without a slash at its end',
        })
        .refine((path) => !path.split('/').some((segment) => /^\.{1,2}$/.test(segment)), { error: 'expected no dot segments' })
        .default('/')
        .describe('Base path that is served. It is removed before the upstream sees the request.'),
      definition: z.string().optional().describe('OpenAPI definition (2.0, 3.0 or 3.1; YAML or JSON).'),
      upstreams: z
        .array(httpUrl())
        .min(1)
        .max(64)
        .describe('Servers that do the work. Calls go round; one that cannot be reached is passed over.'),
      owner: z.string().min(1).optional().describe('Team or person who answers for the API.'),
      contact: z.string().min(1).optional().describe('Where an incident is reported.'),
      exposure: z.enum(['public', 'partner', 'internal']).default('public').describe('Who can reach it.'),
      risk: z.enum(['low', 'medium', 'high']).default('high').describe('What a breach would cost.'),
      preserveHost: z.boolean().default(false).describe("Send the caller's `Host` to the upstream instead of the upstream's own."),
      connectTimeout: duration().prefault('3s').describe('Time to reach an upstream.'),
      responseTimeout: duration().prefault('30s').describe('Time for the head of the answer; 504 afterwards.'),
      idleTimeout: duration().prefault('60s').describe('Longest pause within the body of an answer.'),
      policies: policies.optional().describe('What differs from the default policies.'),
    })
    .describe('An API behind Airside.');

  return z.strictObject({
    gateway: gateway.prefault({}),
    store: store.prefault({}),
    issuers: z.record(identifier(), issuer).default({}).describe('Identity providers by name.'),
    consumers: z.record(identifier(), consumer).default({}).describe('Who may call, by id.'),
    defaults: z
      .strictObject({ policies: policies.optional().describe('Options by policy.') })
      .prefault({})
      .describe('Policy options for every API that does not set them itself.'),
    apis: z.record(identifier(), api).default({}).describe('The APIs by id.'),
  });
}

/** The options of a policy as one place may set them: any of them, without the rules that hold for all together (see `mergePolicies`). */
function overridable(schema: z.ZodObject): z.ZodObject {
  const options = z.strictObject(schema.shape).partial();
  return schema.description === undefined ? options : options.describe(schema.description);
}

export type ConfigurationSchema<P extends PolicyOptionSchemas> = ReturnType<typeof configurationSchema<P>>;
type Parsed = z.output<ConfigurationSchema<PolicyOptionSchemas>>;

export type GatewayConfiguration = Parsed['gateway'];
export type StoreConfiguration = Parsed['store'];
export type IssuerConfiguration = Parsed['issuers'][string];
export type ConsumerConfiguration = Parsed['consumers'][string];
export type ListenerConfiguration = GatewayConfiguration['listen'][number];

/** An API with the options of every policy, defaults and overrides merged. */
export type ApiConfiguration<P extends PolicyOptionSchemas = PolicyOptionSchemas> = Omit<Parsed['apis'][string], 'policies'> & {
  readonly policies: { readonly [K in keyof P]: z.output<P[K]> };
};

export type Configuration<P extends PolicyOptionSchemas = PolicyOptionSchemas> = Omit<Parsed, 'apis' | 'defaults'> & {
  readonly apis: Readonly<Record<string, ApiConfiguration<P>>>;
};
