import { anyOf, every, isAlphanumeric } from './characters.ts';
import { isHostname, isIpv4, isIpv6 } from './host.ts';

const isAtomCharacter = anyOf("!#$%&'*+-/=?^_`{|}~", isAlphanumeric);

/** A mailbox of RFC 5321 section 4.1.2 whose local part is a dot-string; quoted local parts are refused. */
export function isEmail(text: string): boolean {
  const at = text.indexOf('@');
  if (at < 1 || at > 64 || text.length > 254) return false;
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  return local.split('.').every((atom) => atom !== '' && every(atom, isAtomCharacter)) && (isHostname(domain) || isAddressLiteral(domain));
}

function isAddressLiteral(domain: string): boolean {
  if (!domain.startsWith('[') || !domain.endsWith(']')) return false;
  const address = domain.slice(1, -1);
  return address.startsWith('IPv6:') ? isIpv6(address.slice(5)) : isIpv4(address);
}
