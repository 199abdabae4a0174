import { REDACTED } from '@airside/domain';

/**
 * A text without what has the form of a credential, wherever it stands: tokens in the form of a JWT, keys and secrets made by Airside, credentials
 * behind their authentication scheme, user name and password in a URL. Takes time linear in the text.
 */
export function withoutSecretForms(text: string): string {
  return text
    .replaceAll(SCHEMES, (_match, scheme: string) => `${scheme} ${REDACTED}`)
    .replaceAll(USERINFO, `://${REDACTED}@`)
    .replaceAll(RUNS, withoutForms);
}

/** Whether a text holds what `withoutSecretForms` takes out. */
export function hasSecretForm(text: string): boolean {
  return withoutSecretForms(text) !== text;
}

/** Words of the length of credentials: reasons speak of tokens, and of what is basic, as well. */
const SCHEMES = /\b(Bearer|Basic|DPoP|Token|ApiKey|Digest) [^\s,"]{16,}/gi;
const USERINFO = /:\/\/[^\s/?#@"]+@/g;
/** What tokens and keys are made of; nothing shorter is one. */
const RUNS = /[A-Za-z0-9_.~-]{20,}/g;

/** How credentials begin that can be told by it, and how long they are at least: `{"` in base64url, and the prefixes of Airside's own. */
const BEGINNINGS = [
  { text: 'eyJ', least: 20 },
  { text: 'airside_', least: 28 },
  { text: 'airsidesecret_', least: 34 },
] as const;

function withoutForms(run: string): string {
  const starts = BEGINNINGS.map(({ text, least }) => ({ start: run.indexOf(text), least }));
  const found = starts.filter(({ start, least }) => start !== -1 && run.length - start >= least);
  return found.length === 0 ? run : run.slice(0, Math.min(...found.map(({ start }) => start))) + REDACTED;
}
