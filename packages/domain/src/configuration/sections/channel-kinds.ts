import { z } from 'zod';

import { EXPECTED_REMOTE_URL, identifier, isRemoteUrl, remoteUrl } from '../scalars.ts';
import { secret } from '../secret.ts';

/** An address that opens the door to whoever knows it. */
const secretUrl = () => secret(12).refine((value) => isRemoteUrl(value.reveal()), { error: EXPECTED_REMOTE_URL });

const labels = (description: string) =>
  z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._:-]{0,49}$/, { error: 'expected a label of letters, digits, spaces and . _ : -' }))
    .max(10)
    .default([])
    .describe(description);

const byApi = <Value extends z.ZodType>(value: Value, description: string) =>
  z.record(identifier(), value).default({}).describe(description);

export const webhook = z
  .strictObject({
    url: remoteUrl().meta({ 'x-concealed': true }).describe('Where messages are posted to (https, or http on a loopback address).'),
    secret: secret(32)
      .refine((value) => isWebhookSecret(value.reveal()), {
        error: 'expected a secret of Standard Webhooks: whsec_ and base64 of 24 to 64 bytes',
      })
      .describe('What they are signed with, as a reference: `whsec_` and the base64 of 24 to 64 bytes.'),
  })
  .describe('A program of yours: JSON, signed as Standard Webhooks say.');

/** The serialisation of symmetric secrets in Standard Webhooks 1.0.0. */
function isWebhookSecret(text: string): boolean {
  const encoded = text.startsWith('whsec_') ? text.slice('whsec_'.length) : text;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded && bytes.length >= 24 && bytes.length <= 64;
}

export const slack = z
  .strictObject({ url: secretUrl().describe('The URL of the incoming webhook, as a reference: it is a secret.') })
  .describe('Slack, or what takes its incoming webhooks, such as Mattermost.');

export const teams = z
  .strictObject({
    url: secretUrl().describe(
      'The URL of a workflow that begins "when a Teams webhook request is received", as a reference: it is a secret.',
    ),
  })
  .describe('Microsoft Teams: an Adaptive Card for a workflow.');

/** One address and nothing else: no name, no list, no comment. */
const address = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*$/, {
    error: 'expected an address such as oncall@example.com',
  });

export const email = z
  .strictObject({
    host: z
      .string()
      .regex(/^([A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*|\[[0-9A-Fa-f:]+\])$/, { error: 'expected a host name or an address' })
      .describe('The mail server.'),
    port: z.int().min(1).max(65_535).optional().describe('Its port; 587, or 465 with `security: tls`, where absent.'),
    security: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe(
        '`starttls` and `tls`: encrypted or not at all. `none`: in clear, for a mail server on this machine; without a password only.',
      ),
    user: z.string().min(1).max(256).optional().describe('Who signs in.'),
    password: secret(1).optional().describe('The password, as a reference.'),
    from: address.describe('Address that the mail is from.'),
    to: z.array(address).min(1).max(50).describe('Addresses that it goes to.'),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), { error: 'expected user and password, or neither' })
  .refine(({ security, password }) => security !== 'none' || password === undefined, {
    error: 'expected no password with security: none, which would send it in clear',
    path: ['security'],
  })
  .refine(({ security, host }) => security !== 'none' || remoteUrl().safeParse(`http://${host}/`).success, {
    error: 'expected a mail server on this machine (127.0.0.1, [::1]) with security: none, which anybody on the way could read',
    path: ['security'],
  })
  .describe('Mail (SMTP).');

export const pagerduty = z
  .strictObject({
    routingKey: secret(20).describe('The integration key of a service (Events API v2), as a reference.'),
    url: remoteUrl().default('https://events.pagerduty.com/v2/enqueue').describe('Where events are posted to.'),
  })
  .describe('PagerDuty, or what takes its Events API v2.');

const repository = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,100}\/[A-Za-z0-9_.-]{1,100}$/, { error: 'expected OWNER/NAME' })
  .refine((text) => text.split('/').every((part) => !/^\.{1,2}$/.test(part)), { error: 'expected OWNER/NAME' });

export const github = z
  .strictObject({
    token: secret(8).describe('A token that may read and write issues of these repositories, as a reference.'),
    repository: repository.describe('`OWNER/NAME` of the repository for issues.'),
    repositories: byApi(
      repository,
      'The repository for issues about one API, by its id; those about several go to the first of them that is named here.',
    ),
    labels: labels('Labels of new issues, besides `airside`.'),
    url: remoteUrl().default('https://api.github.com').describe('The API; of GitHub Enterprise Server `https://HOST/api/v3`.'),
  })
  .describe('An issue on GitHub for each incident and alert. Everybody who can read the repository can read it.');

const gitlabProject = z
  .string()
  .max(300)
  .regex(/^([1-9][0-9]{0,15}|[A-Za-z0-9_.-]{1,100}(\/[A-Za-z0-9_.-]{1,100}){1,10})$/, {
    error: 'expected GROUP/PROJECT, or the number of a project',
  })
  .refine((text) => text.split('/').every((part) => !/^\.{1,2}$/.test(part)), { error: 'expected GROUP/PROJECT' });

export const gitlab = z
  .strictObject({
    token: secret(8).describe('An access token with the scope `api`, as a reference.'),
    project: gitlabProject.describe('`GROUP/PROJECT`, or the number of the project, for issues.'),
    projects: byApi(
      gitlabProject,
      'The project for issues about one API, by its id; those about several go to the first of them that is named here.',
    ),
    labels: labels('Labels of new issues, besides `airside`.'),
    confidential: z.boolean().default(true).describe('New issues are for members of the project only.'),
    url: remoteUrl().default('https://gitlab.com').describe('The GitLab server.'),
  })
  .describe('An issue on GitLab for each incident and alert.');

const jiraProject = z.string().regex(/^[A-Z][A-Z0-9_]{1,79}$/, { error: 'expected the key of a project, such as SEC' });

export const jira = z
  .strictObject({
    url: remoteUrl().describe('The site, such as `https://example.atlassian.net`.'),
    user: z.string().min(1).max(256).describe('The mail address of the account that the token belongs to.'),
    token: secret(8).describe('Its API token, as a reference.'),
    project: jiraProject.describe('Key of the project for issues.'),
    projects: byApi(
      jiraProject,
      'The project for issues about one API, by its id; those about several go to the first of them that is named here.',
    ),
    issueType: z.string().min(1).max(100).default('Task').describe('Type of new issues.'),
    transition: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Name of the transition when it is over; the first that leads to a status of the category "done" where absent.'),
    labels: z
      .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, { error: 'expected a label of letters, digits and . _ : -' }))
      .max(10)
      .default([])
      .describe('Labels of new issues, besides `airside`.'),
  })
  .describe('An issue on Jira Cloud for each incident and alert.');
