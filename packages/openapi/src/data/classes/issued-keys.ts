import { anyOf, isAlphanumeric, isDigit, isHexadecimal } from '../../validate/schema/formats/characters.ts';
import type { DataClass } from '../data-class.ts';
import { prefixed } from '../values/secret.ts';
import { LAW } from './laws.ts';

/** A kind of key by its beginning and the number of characters behind it. */
interface IssuedKey {
  readonly id: string;
  readonly title: string;
  readonly prefixes: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly belongs?: (code: number) => boolean;
  /** What stands behind the beginning in the example, which is made here so that no scanner of sources takes it for a key. */
  readonly sample: string;
}

const isUpperOrDigit = (code: number): boolean => isDigit(code) || (code >= 0x41 && code <= 0x5a);
const RANDOM = 'Zk3vQ0m8Xr7LwT2pB9sYcA1dE4fG5hJ6kM7nP8qR9tU0vW1xY2zA3bC4dE5fG6hJ7kM8';
const HEX = '9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015';

const KEYS: readonly IssuedKey[] = [
  {
    id: 'airside-key',
    title: 'Airside API key or client secret',
    prefixes: ['airside_', 'airsidesecret_'],
    least: 36,
    most: 49,
    belongs: isAlphanumeric,
    sample: RANDOM.slice(0, 36),
  },
  {
    id: 'aws-access-key',
    title: 'AWS access key id',
    prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    least: 16,
    most: 16,
    belongs: isUpperOrDigit,
    sample: 'Z3QXR7LWT2PB9YCA',
  },
  {
    id: 'github-token',
    title: 'GitHub token',
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    least: 36,
    most: 255,
    belongs: isAlphanumeric,
    sample: RANDOM.slice(0, 36),
  },
  {
    id: 'github-fine-grained-token',
    title: 'GitHub fine-grained token',
    prefixes: ['github_pat_'],
    least: 60,
    most: 255,
    sample: RANDOM.slice(0, 60),
  },
  {
    id: 'gitlab-token',
    title: 'GitLab token',
    prefixes: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glsoat-', 'glft-'],
    least: 20,
    most: 255,
    belongs: anyOf('-_.', isAlphanumeric),
    sample: RANDOM.slice(0, 20),
  },
  {
    id: 'slack-token',
    title: 'Slack token',
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-', 'xoxe.xoxp-'],
    least: 20,
    most: 255,
    sample: `123456789012-${RANDOM.slice(0, 24)}`,
  },
  {
    id: 'slack-webhook',
    title: 'Slack webhook address',
    prefixes: ['https://hooks.slack.com/services/'],
    least: 30,
    most: 100,
    belongs: anyOf('/', isAlphanumeric),
    sample: `T0ZK3VQ0M/B0XR7LWT2/${RANDOM.slice(0, 24)}`,
  },
  {
    id: 'stripe-key',
    title: 'Stripe secret key',
    prefixes: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'whsec_'],
    least: 16,
    most: 255,
    belongs: isAlphanumeric,
    sample: RANDOM.slice(0, 24),
  },
  { id: 'google-api-key', title: 'Google API key', prefixes: ['AIza'], least: 35, most: 35, sample: RANDOM.slice(0, 35) },
  {
    id: 'google-oauth-secret',
    title: 'Google OAuth client secret or token',
    prefixes: ['GOCSPX-', 'ya29.', '1//0'],
    least: 24,
    most: 2048,
    belongs: anyOf('-_.', isAlphanumeric),
    sample: RANDOM.slice(0, 28),
  },
  { id: 'npm-token', title: 'npm token', prefixes: ['npm_'], least: 36, most: 36, belongs: isAlphanumeric, sample: RANDOM.slice(0, 36) },
  {
    id: 'pypi-token',
    title: 'PyPI token',
    prefixes: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
    least: 50,
    most: 1000,
    sample: RANDOM.slice(0, 60),
  },
  {
    id: 'sendgrid-key',
    title: 'SendGrid API key',
    prefixes: ['SG.'],
    least: 60,
    most: 80,
    belongs: anyOf('-_.', isAlphanumeric),
    sample: `${RANDOM.slice(0, 22)}.${RANDOM.slice(0, 43)}`,
  },
  {
    id: 'twilio-key',
    title: 'Twilio API key',
    prefixes: ['SK'],
    least: 32,
    most: 32,
    belongs: (code) => isHexadecimal(code) && !(code >= 0x41 && code <= 0x46),
    sample: HEX.slice(0, 32),
  },
  {
    id: 'mailgun-key',
    title: 'Mailgun API key',
    prefixes: ['key-'],
    least: 32,
    most: 32,
    belongs: (code) => isHexadecimal(code) && !(code >= 0x41 && code <= 0x46),
    sample: HEX.slice(0, 32),
  },
  {
    id: 'openai-key',
    title: 'OpenAI API key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
    least: 40,
    most: 255,
    sample: RANDOM.slice(0, 48),
  },
  { id: 'anthropic-key', title: 'Anthropic API key', prefixes: ['sk-ant-'], least: 40, most: 255, sample: `api03-${RANDOM.slice(0, 50)}` },
  {
    id: 'huggingface-token',
    title: 'Hugging Face token',
    prefixes: ['hf_'],
    least: 34,
    most: 40,
    belongs: isAlphanumeric,
    sample: RANDOM.slice(0, 34),
  },
  {
    id: 'shopify-token',
    title: 'Shopify token',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    least: 32,
    most: 32,
    belongs: isHexadecimal,
    sample: HEX.slice(0, 32),
  },
  {
    id: 'digitalocean-token',
    title: 'DigitalOcean token',
    prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    least: 64,
    most: 64,
    belongs: isHexadecimal,
    sample: HEX,
  },
  {
    id: 'databricks-token',
    title: 'Databricks token',
    prefixes: ['dapi'],
    least: 32,
    most: 34,
    belongs: anyOf('-', isHexadecimal),
    sample: HEX.slice(0, 32),
  },
  { id: 'docker-token', title: 'Docker Hub token', prefixes: ['dckr_pat_', 'dckr_oat_'], least: 24, most: 64, sample: RANDOM.slice(0, 27) },
  {
    id: 'hashicorp-vault-token',
    title: 'HashiCorp Vault token',
    prefixes: ['hvs.', 'hvb.', 'hvr.'],
    least: 24,
    most: 300,
    sample: RANDOM.slice(0, 40),
  },
  {
    id: 'linear-token',
    title: 'Linear API key',
    prefixes: ['lin_api_', 'lin_oauth_'],
    least: 32,
    most: 64,
    belongs: isAlphanumeric,
    sample: RANDOM.slice(0, 40),
  },
  {
    id: 'atlassian-token',
    title: 'Atlassian API token',
    prefixes: ['ATATT3xFfGF0'],
    least: 100,
    most: 400,
    belongs: anyOf('-_=', isAlphanumeric),
    sample: RANDOM + RANDOM,
  },
  {
    id: 'discord-webhook',
    title: 'Discord webhook address',
    prefixes: ['https://discord.com/api/webhooks/', 'https://discordapp.com/api/webhooks/'],
    least: 60,
    most: 140,
    belongs: anyOf('/-_', isAlphanumeric),
    sample: `123456789012345678/${RANDOM}`,
  },
  {
    id: 'age-key',
    title: 'age secret key',
    prefixes: ['AGE-SECRET-KEY-1'],
    least: 58,
    most: 58,
    belongs: isUpperOrDigit,
    sample: RANDOM.slice(0, 58).toUpperCase(),
  },
];

/** Keys that their issuers made so that they can be found. */
export const ISSUED_KEYS: readonly DataClass[] = KEYS.map(({ id, title, prefixes, least, most, belongs, sample }) => ({
  id,
  title,
  family: 'credential',
  sensitivity: 'critical',
  law: LAW.credential,
  names: [],
  values: [
    {
      form: 'text',
      least: Math.min(...prefixes.map((prefix) => prefix.length)) + least,
      most: Math.max(...prefixes.map((prefix) => prefix.length)) + most,
      starts: prefixes,
      chance: 2 ** -40,
      fits: (text) => prefixes.some((prefix) => prefixed(text, prefix, least, most, belongs)),
    },
  ],
  alone: true,
  mask: 'beginning',
  examples: {
    fit: prefixes.map((prefix) => prefix + sample),
    other: [
      prefixes[0] ?? '',
      `${prefixes[0]}${'x'.repeat(least)}`,
      `${prefixes[0]}${sample.slice(0, least - 1)} x`,
      `x${prefixes[0]}${sample}`,
    ],
  },
}));
