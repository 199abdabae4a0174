import { anyOf, every, isAlphanumeric, isDigit, isHexadecimal } from './characters.ts';

const isLabelCharacter = anyOf('-', isAlphanumeric);

/** A host name (RFC 1123 section 2.1): labels of letters, digits and hyphens, 63 characters each, 253 in all. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every(isLabel);
}

function isLabel(label: string): boolean {
  return label.length > 0 && label.length <= 63 && every(label, isLabelCharacter) && !label.startsWith('-') && !label.endsWith('-');
}

/** Four decimal octets without leading zeros (RFC 2673 section 3.2). */
export function isIpv4(text: string): boolean {
  if (text.length > 15) return false;
  const octets = text.split('.');
  return octets.length === 4 && octets.every(isOctet);
}

function isOctet(text: string): boolean {
  return text.length > 0 && text.length <= 3 && every(text, isDigit) && Number(text) <= 255 && (text === '0' || !text.startsWith('0'));
}

/** An address of IPv6 without zone (RFC 4291 section 2.2). */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const counts = halves.map((half, index) => (half === '' && halves.length === 2 ? 0 : countGroups(half, index === halves.length - 1)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return halves.length === 2 ? total <= 7 : total === 8;
}

/** How many groups of 16 bits are written; NaN where something else is. */
function countGroups(text: string, mayEndInIpv4: boolean): number {
  const groups = text.split(':');
  return groups.reduce((sum, group, index) => {
    if (mayEndInIpv4 && index === groups.length - 1 && isIpv4(group)) return sum + 2;
    return group.length > 0 && group.length <= 4 && every(group, isHexadecimal) ? sum + 1 : Number.NaN;
  }, 0);
}
