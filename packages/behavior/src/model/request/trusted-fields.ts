import { namesClient } from '../../call/forwarding.ts';

/**
 * Header fields that servers believe since a proxy or a gateway in front of them writes them: where a request came to, with which method, and who sent it. Clients have no reason to
 * send them; attackers do, to be taken for somebody else or to get past a check (OWASP WSTG-INPV-17; CWE-348, CWE-290).
 */
const TRUSTED: ReadonlySet<string> = new Set(
  `x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-scheme x-forwarded-server x-forwarded-prefix x-forwarded-uri x-forwarded-user x-forwarded-email
  x-forwarded-groups x-original-url x-original-uri x-original-host x-original-method x-rewrite-url x-host x-http-method x-http-method-override x-method-override
  x-originating-ip x-remote-ip x-remote-addr x-remote-user remote-user x-authenticated-user x-authenticated-userid x-auth-user x-auth-request-user x-auth-request-email
  x-user x-user-id x-user-email x-user-role x-user-roles x-role x-roles x-groups x-scopes x-admin x-is-admin x-internal x-debug x-client-cert x-ssl-client-cert
  x-ssl-client-verify x-ssl-client-dn`.split(/\s+/),
);

/** Whether servers believe what a header field of that name says, in small letters, as clients do not send it. */
export function isTrustedField(name: string): boolean {
  return TRUSTED.has(name) || namesClient(name);
}
