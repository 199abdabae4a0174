import { isHexadecimal } from '../../validate/schema/formats/characters.ts';
import { isIpv4, isIpv6 } from '../../validate/schema/formats/host.ts';

/** An address that can be somebody's: not one of the own host, of no host, or of all hosts. */
export function isIpAddress(text: string): boolean {
  if (isIpv4(text))
    return !text.startsWith('127.') && !text.startsWith('0.') && text !== '255.255.255.255' && !/^\d\.\d\.\d\.\d$/.test(text);
  return text.includes(':') && isIpv6(text) && text !== '::1' && text !== '::' && !isOctets(text);
}

/** Serial numbers and fingerprints are written in octets: eight of them have the grammar of an address. */
function isOctets(text: string): boolean {
  return text.length === 23 && text.split(':').every((group) => group.length === 2);
}

/** Six octets in hexadecimal with colons or dashes, other than none and all (IEEE 802). */
export function isMacAddress(text: string): boolean {
  if (text.length !== 17) return false;
  const separator = text[2];
  if (separator !== ':' && separator !== '-') return false;
  const distinct = new Set<string>();
  for (let index = 0; index < 17; index++) {
    if (index % 3 === 2 ? text[index] !== separator : !isHexadecimal(text.charCodeAt(index))) return false;
    if (index % 3 !== 2) distinct.add(text[index] ?? '');
  }
  return distinct.size > 2;
}
