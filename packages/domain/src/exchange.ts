import { z } from 'zod';

import { CHECKPOINTS } from './checkpoint.ts';
import { PRINCIPAL_KINDS } from './principal.ts';

const verdict = z
  .strictObject({
    policy: z.string().describe('Name of the policy.'),
    checkpoint: z.enum(CHECKPOINTS).describe('Checkpoint that the policy belongs to.'),
    outcome: z.enum(['pass', 'refuse', 'report']).describe('`report`: the policy would have refused but only observes.'),
    reason: z.string().optional().describe('Why, in full. Never holds a secret.'),
    durationUs: z.number().nonnegative().describe('Time spent in the policy, in microseconds.'),
  })
  .describe("One policy's judgement of the request.");

const firewall = z
  .strictObject({
    score: z.int().nonnegative().describe('Inbound anomaly score; 0 for rules that do not count.'),
    matches: z
      .array(
        z.strictObject({
          rule: z.int().describe('Id of the rule.'),
          variables: z
            .array(z.string())
            .describe('Names of the variables in which it matched, such as `ARGS:comment`; never their values.'),
        }),
      )
      .describe(
        'The rules that matched and are logged, each once, in the order in which they matched; at most 50, with at most 10 variables each.',
      ),
  })
  .describe('What the rules of the firewall found, whether or not that was enough to refuse the request.');

const names = z.array(z.string());

/** The first 96 bits of a SHA-256, so that nothing secret can stand there by mistake. */
const hash96 = z.string().regex(/^[A-Za-z0-9_-]{16}$/, { error: 'expected the first 96 bits of a SHA-256 in base64url' });

const principal = z.strictObject({
  kind: z.enum(PRINCIPAL_KINDS).describe('How the caller proved who it is; `anonymous`: not at all, where the API allows that.'),
  subject: z.string().describe('The `sub` of a token, the user name of Basic authentication, the id of the consumer for anything else.'),
  consumer: z.string().nullable().describe('Id of the consumer that the credential belongs to; null when it is not registered here.'),
  credential: z.string().nullable().describe('Names the credential, never reveals it.'),
  issuer: z.string().optional().describe('The `iss` of a token.'),
  token: hash96.optional().describe('Names one token without revealing it: the first 96 bits of its SHA-256, base64url.'),
  application: z.string().optional().describe('Id of the application that the credential was given to.'),
  scopes: names.optional().describe('Its scopes, at most 50 of them.'),
  roles: names.optional().describe('The roles of the caller, at most 50 of them; absent where it has none.'),
  groups: names.optional().describe('The groups of the caller, at most 50 of them; absent where it has none.'),
});

const message = z.strictObject({
  headers: z
    .array(z.tuple([z.string(), z.string()]))
    .describe('Fields in the order in which they were sent, names in lower case; values of fields with secret names are `***`.'),
  body: z
    .string()
    .optional()
    .describe(
      'The body as text, without content coding; secrets in it are replaced by `***`, so that it may be no longer valid. Absent where there was none.',
    ),
  omitted: z
    .enum(['not-chosen', 'too-large', 'encoding', 'not-text', 'not-complete'])
    .optional()
    .describe('Why there is no body here although there was one.'),
});

/**
 * One request and its answer, as the gateway saw them: the contract between the data plane and everything that thinks about traffic.
 * Immutable. Written and read as NDJSON, one object a line.
 */
export const exchangeSchema = z
  .strictObject({
    id: z.string().describe('The request id, also sent as `X-Request-Id`.'),
    time: z.iso.datetime().describe('When the head of the request had arrived (RFC 3339, UTC).'),
    api: z.string().nullable().describe('Id of the API; null when no API matched.'),
    operation: z.string().nullable().describe('Id of the operation; null when none matched.'),
    method: z.string().describe('Method of the request.'),
    host: z.string().describe('Host of the request, without port.'),
    path: z
      .string()
      .describe(
        'The path in normal form, without the query. Segments with secret names in the template, and what has the form of a credential, are replaced by `***`.',
      ),
    template: z.string().nullable().describe("The operation's path template."),
    query: z
      .string()
      .describe('The query; values of parameters with secret names, and values with the form of a credential, are replaced by `***`.'),
    client: z
      .strictObject({
        address: z.string().describe('Address of the caller, behind trusted proxies where these are configured.'),
        country: z
          .string()
          .optional()
          .describe(
            'Country that the address belongs to (ISO 3166-1, two letters), where it is known and `geography.record` or a rule asks for it.',
          ),
        network: z.string().optional().describe('Autonomous system that the address belongs to, such as `AS64500`, where it is known.'),
        userAgent: z.string().nullable().describe('The `User-Agent` header.'),
        fingerprint: z.string().optional().describe('Names how the client does TLS (JA4), where whoever ended TLS tells it.'),
        session: hash96
          .optional()
          .describe(
            'Names the session without revealing it: the first 96 bits of the SHA-256 of its cookie, base64url, where a cookie is named.',
          ),
      })
      .describe('Who sent the request.'),
    principal: principal
      .extend({
        beside: z.array(principal).optional().describe('What else had to be shown, where several credentials count together only.'),
      })
      .nullable()
      .describe('Who called; null when the request was refused before the caller was known.'),
    claimed: z
      .string()
      .optional()
      .describe(
        'Who the caller said to be without having shown it: the user name beside a password that was refused; `unknown-…` where no account has it, as it may be a secret in the wrong place.',
      ),
    trace: z
      .strictObject({
        id: z.string().describe('32 hexadecimal digits.'),
        span: z.string().describe('16 hexadecimal digits: that of the gateway.'),
      })
      .optional()
      .describe('W3C trace context, where traces are kept.'),
    verdicts: z.array(verdict).describe('What the policies said, in the order in which they ran.'),
    firewall: firewall.optional(),
    request: message.optional().describe('The request in full, where it is recorded.'),
    response: message.optional().describe('The answer in full as the caller got it, where it is recorded.'),
    uninspectedResponse: z
      .enum(['too-large', 'too-slow', 'encoding', 'partial'])
      .optional()
      .describe(
        'Why rules did not see the body of the response although they were to: larger or slower than is held back, in a content coding that cannot be undone, or a part of something.',
      ),
    problem: z.string().nullable().describe("Name of the problem that the gateway answered with; null when the answer is the upstream's."),
    reason: z
      .string()
      .optional()
      .describe('Why the gateway answered with the problem, in full: for the record, not for the caller. Never holds a secret.'),
    status: z.int().describe('Status sent to the caller; 499 when the caller went away first.'),
    upstream: z
      .strictObject({
        origin: z.string().describe('Scheme, host and port of the server.'),
        status: z.int().nullable().describe('Status of its answer; null when none came.'),
        durationMs: z.number().nonnegative().describe('From dispatch to the end of the answer.'),
      })
      .nullable()
      .describe('The server that answered; null when the request never left for one.'),
    requestBytes: z.int().nonnegative().describe('Size of the request body.'),
    responseBytes: z.int().nonnegative().describe('Size of the response body.'),
    durationMs: z.number().nonnegative().describe('From the head of the request to the end of the answer.'),
  })
  .describe('One request and its answer, as the gateway saw them.');

export type Exchange = Readonly<z.infer<typeof exchangeSchema>>;
/** A request or an answer in full. */
export type RecordedMessage = Readonly<z.infer<typeof message>>;
export type Verdict = Readonly<z.infer<typeof verdict>>;
